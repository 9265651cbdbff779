//! Cuộc truyền thông, section I.4.

use crate::model::{
    CodePart, Count, Counted, DayRange, Division, Dong, FigureCode, HeadCount, Long, People, Short,
    all_and_each, choice, record,
};

choice! {
    /// Form of a communication event.
    EventForm in "event-form" {
        /// Tọa đàm.
        Discussion = "discussion",
        /// Hội thảo.
        Workshop = "workshop",
        /// Hội nghị.
        Conference = "conference",
        /// Nói chuyện chuyên đề.
        Talk = "talk",
        /// Mít tinh, diễu hành.
        Rally = "rally",
        /// Hội thi.
        Contest = "contest",
        /// Sinh hoạt câu lạc bộ.
        Club = "club",
        /// Phát thanh, truyền thanh.
        Broadcast = "broadcast",
        /// Other.
        Other = "other",
    }
}
choice! {
    /// Who held a communication event: the committee, or one of its member units.
    OrganiserKind in "organiser" {
        /// Ban VSTBPN.
        Committee = "committee",
        /// Đơn vị thành viên.
        Member = "member",
    }
}
choice! {
    /// The action months of the outline, or none.
    ActionMonthChoice in "action-month" {
        /// Tháng hành động quốc gia về phòng, chống bạo lực gia đình (tháng 6).
        DomesticViolence = "domestic-violence",
        /// Tháng hành động vì bình đẳng giới (15/11–15/12).
        GenderEquality = "gender-equality",
        /// Outside both, though the date lies in one.
        None = "none",
    }
}

record! {
    /// Cuộc truyền thông, section I.4.
    CommunicationEvent {
        /// When.
        date: DayRange,
        /// Form.
        form: EventForm,
        /// By the committee or by a member unit.
        organiser: OrganiserKind,
        /// Which member unit.
        organiser_name: Option<Short>,
        /// Content.
        content: Long,
        /// Place.
        place: Option<Short>,
        /// Who took part.
        participants: HeadCount,
        /// Number of sessions, 1 where empty.
        sessions: Option<Count>,
        /// What it brought about.
        effect: Option<Long>,
        /// Overrides the action month that follows from the date.
        action_month: Option<ActionMonthChoice>,
        /// Cost.
        cost: Option<Dong>,
    }
    dated: |r| r.date.from();
    layout {
        table: date form organiser content place men women unrecorded;
        form: date date_to form organiser organiser_name content place men women unrecorded;
        more: sessions effect action_month cost;
        repeat: form organiser organiser_name place content;
    }
}

/// What is counted of some communication events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventCount {
    /// Events.
    Events,
    /// Who took part.
    People(People),
}

impl EventCount {
    fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Events).chain(People::ALL.map(Self::People))
    }

    /// The same of everybody, where it counts some of the people.
    fn of_everybody(self) -> Option<Self> {
        match self {
            Self::People(people) if people.is_part() => Some(Self::People(People::Total)),
            Self::People(_) | Self::Events => None,
        }
    }
}

impl From<EventCount> for CodePart<'_> {
    fn from(count: EventCount) -> Self {
        match count {
            EventCount::Events => Self::End,
            EventCount::People(people) => people.into(),
        }
    }
}

/// What is counted of communication events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventFigure {
    /// Of all, or of those of a form.
    Of(Option<EventForm>, EventCount),
    /// Events by who held them.
    By(OrganiserKind),
}

impl Counted for EventFigure {
    const OF_CASES: bool = false;
    fn all() -> Vec<Self> {
        let of = all_and_each(EventForm::ALL)
            .flat_map(|form| EventCount::all().map(move |count| Self::Of(form, count)));
        let by = OrganiserKind::ALL.iter().copied().map(Self::By);
        of.chain(by).collect()
    }
    fn pieces(&self) -> [CodePart<'static>; 3] {
        use CodePart::{End, Mute};
        match self {
            Self::Of(None, count) => [(*count).into(), End, End],
            Self::Of(Some(form), count) => [Mute("form"), CodePart::choice(*form), (*count).into()],
            Self::By(organiser) => [CodePart::choice(*organiser), End, End],
        }
    }
    fn within(&self) -> Option<(FigureCode, Division)> {
        match self {
            Self::Of(form, count) => match (form, count.of_everybody(), count) {
                (_, Some(everybody), _) => {
                    Some((FigureCode::events(*form, everybody), Division::Sex))
                }
                (Some(_), None, _) => Some((FigureCode::events(None, *count), Division::Form)),
                (None, None, EventCount::Events) => None,
                (None, None, EventCount::People(_)) => {
                    Some((FigureCode::Participants(People::Total), Division::Occasion))
                }
            },
            Self::By(_) => Some((FigureCode::EVENTS, Division::Organiser)),
        }
    }
}

/// What is counted of the communication events of an action month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MonthFigure(pub ActionMonthChoice, pub EventCount);

impl Counted for MonthFigure {
    const OF_CASES: bool = false;
    fn all() -> Vec<Self> {
        let months = ActionMonthChoice::ALL.iter().copied();
        months
            .filter(|month| *month != ActionMonthChoice::None)
            .flat_map(|month| EventCount::all().map(move |count| Self(month, count)))
            .collect()
    }
    fn pieces(&self) -> [CodePart<'static>; 3] {
        [CodePart::choice(self.0), self.1.into(), CodePart::End]
    }
    fn within(&self) -> Option<(FigureCode, Division)> {
        let Self(month, count) = *self;
        Some(match count.of_everybody() {
            Some(everybody) => (FigureCode::in_month(month, everybody), Division::Sex),
            None => (FigureCode::events(None, count), Division::Month),
        })
    }
}

impl FigureCode {
    /// All communication events.
    pub const EVENTS: Self = Self::Events(EventFigure::Of(None, EventCount::Events));

    /// Communication events: all, or those of a form.
    pub const fn events(form: Option<EventForm>, count: EventCount) -> Self {
        Self::Events(EventFigure::Of(form, count))
    }

    /// Communication events by who held them.
    pub const fn events_by(organiser: OrganiserKind) -> Self {
        Self::Events(EventFigure::By(organiser))
    }

    /// People who took part in events, in all or of a form.
    pub const fn at_events(form: Option<EventForm>, people: People) -> Self {
        Self::events(form, EventCount::People(people))
    }

    /// Communication events of an action month.
    pub const fn in_month(month: ActionMonthChoice, count: EventCount) -> Self {
        Self::ActionMonth(MonthFigure(month, count))
    }
}
