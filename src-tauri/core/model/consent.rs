//! The choices of consent: what a survivor is asked for, what she answers, who speaks for her.

use super::choice;

choice! {
    /// What a survivor is asked to agree to, each for itself.
    ConsentPurpose in "consent-purpose" {
        /// That her name and how to reach her are kept.
        Name = "name",
        /// That an account of events, notes and files are kept.
        Account = "account",
        /// That facts without her name go into what is sent for reports.
        Share = "share",
        /// That her case is handed over to a unit.
        Transfer = "transfer",
    }
}
choice! {
    /// What she answered.
    ConsentAnswer in "consent-answer" {
        /// She agreed.
        Given = "given",
        /// She refused.
        Refused = "refused",
        /// She takes back what she agreed to.
        Withdrawn = "withdrawn",
    }
}
choice! {
    /// Who agreed, or on what else it rests (Luật 91/2025/QH15, Điều 24: a child from seven and its representative).
    ConsentBy in "consent-by" {
        /// She herself.
        Herself = "herself",
        /// The child and its guardian.
        ChildAndGuardian = "child-and-guardian",
        /// The guardian alone, of a child too young to be asked or of a person who cannot decide.
        Guardian = "guardian",
        /// Nobody who may decide can be asked: it is in the child's best interest.
        BestInterest = "best-interest",
        /// The law asks for it, whoever agrees.
        Law = "law",
    }
}
choice! {
    /// Who the guardian is.
    Guardian in "guardian" {
        /// Mẹ.
        Mother = "mother",
        /// Cha.
        Father = "father",
        /// Vợ hoặc chồng.
        Spouse = "spouse",
        /// Người khác trong gia đình.
        OtherFamily = "other-family",
        /// Người làm công tác bảo vệ trẻ em, cơ sở trợ giúp xã hội.
        Protection = "protection",
    }
}
choice! {
    /// Why no guardian is asked.
    NoGuardian in "no-guardian" {
        /// The guardian may be the perpetrator, or protects him.
        MayHarm = "may-harm",
        /// There is none, or none to be reached.
        NotReached = "not-reached",
    }
}
choice! {
    /// On what the law asks that something is done, whoever agrees (Luật 91/2025/QH15, Điều 19).
    LawGround in "law-ground" {
        /// Life or health is in danger.
        Danger = "danger",
        /// A child is to be protected.
        Child = "child",
        /// A court, the police or another authority demands it by law.
        Authority = "authority",
    }
}
choice! {
    /// How she was asked.
    ConsentForm in "consent-form" {
        /// In words, face to face.
        Spoken = "spoken",
        /// In writing.
        Written = "written",
        /// By telephone.
        Telephone = "telephone",
    }
}
choice! {
    /// What of a person goes along with a referral.
    SharedPart in "shared-part" {
        /// That somebody comes, under a number.
        Number = "number",
        /// Name.
        Name = "name",
        /// How to reach her safely.
        Contact = "contact",
        /// What help she needs.
        Need = "need",
        /// What happened.
        Account = "account",
        /// Signs of danger.
        Danger = "danger",
    }
}
choice! {
    /// Who asks that something is done with what is held about a person.
    AskedBy in "asked-by" {
        /// The person whom it is about.
        Person = "person",
        /// The guardian.
        Guardian = "guardian",
        /// Somebody whom she gave the power to.
        Representative = "representative",
        /// Nobody: the office itself.
        Office = "office",
    }
}
choice! {
    /// A sheet of what a survivor is asked.
    ConsentSheet in "consent-sheet" {
        /// That what she told is kept.
        Keep = "keep",
        /// That she is sent elsewhere, or her case is handed over.
        PassOn = "pass-on",
        /// That she takes back what she agreed to.
        TakeBack = "take-back",
    }
}
choice! {
    /// For what a case is kept longer than others after it ended. Years, wording and source: the catalogue.
    KeepGround in "keep-ground" {
        /// A survivor was a child: until she is grown, and years after.
        Child = "child",
        /// Somebody is tried for it.
        Trial = "trial",
        /// Somebody died.
        Death = "death",
    }
}
choice! {
    /// Within which days the law wants something done for whom the data are about. Days, wording and source: the
    /// catalogue.
    LegalTime in "legal-time" {
        /// Erasing what is kept against a no.
        Withdrawal = "withdrawal",
        /// Answering a request.
        Request = "request",
        /// Telling who received the data that they were erased.
        Receivers = "receivers",
    }
}
choice! {
    /// What somebody asks about what is held of a person.
    RequestKind in "request-kind" {
        /// To see it.
        See = "see",
        /// To have it corrected.
        Correct = "correct",
        /// To have it used for less.
        Limit = "limit",
        /// To have it erased.
        Erase = "erase",
    }
}
choice! {
    /// What was answered to a request.
    RequestAnswer in "request-answer" {
        /// It was done.
        Done = "done",
        /// A part of it was.
        Partly = "partly",
        /// It was not, as the law asks that it is kept as it is.
        LawForbids = "law-forbids",
        /// It was not, as it is somebody else's, or would put somebody in danger.
        OthersSafety = "others-safety",
        /// Who asked may not ask it.
        NotTheirs = "not-theirs",
    }
}
