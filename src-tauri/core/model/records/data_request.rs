//! Yêu cầu của người có dữ liệu: what whoever a case is about asks of the office, and what it answered.

use super::in_order;
use crate::model::{
    AskedBy, CaseRef, ConsentForm, Day, FieldError, Guardian, Problem, RecordRef, RequestAnswer,
    RequestKind, ViolenceCase, at, record,
};

record! {
    /// Yêu cầu của người có dữ liệu. It stays in the office that was asked: no unit is handed it.
    DataRequest {
        /// The case.
        case: RecordRef<ViolenceCase>,
        /// Number of the person whom the data are about.
        asked_about: CaseRef,
        /// What is asked.
        request_kind: RequestKind,
        /// Who asks.
        asked_by: AskedBy,
        /// Who the guardian is.
        guardian: Option<Guardian>,
        /// Day on which it was asked.
        requested_on: Day,
        /// Day on which it was answered.
        answered_on: Option<Day>,
        /// What was answered.
        request_answer: Option<RequestAnswer>,
        /// How it was answered.
        answer_form: Option<ConsentForm>,
    }
    stays: |r| Some(r.requested_on);
    check: |r| in_order(Some(r.requested_on), r.answered_on, "answered_on").and_then(|()| r.is_complete());
    layout {
        form:
            request_kind asked_by guardian requested_on answered_on request_answer answer_form;
        hidden: case asked_about;
    }
}

impl DataRequest {
    /// Somebody asks, and an answer has its day.
    fn is_complete(&self) -> Result<(), FieldError> {
        let is_guardians = self.asked_by == AskedBy::Guardian;
        match (is_guardians, self.guardian) {
            (true, None) => return Err(at("guardian")(Problem::Required)),
            (false, Some(_)) => return Err(at("guardian")(Problem::Contradicts)),
            (true, Some(_)) | (false, None) => {}
        }
        if self.asked_by == AskedBy::Office {
            return Err(at("asked_by")(Problem::Contradicts));
        }
        // Data are used or they are not.
        let is_limit = self.request_kind == RequestKind::Limit;
        if is_limit && self.request_answer == Some(RequestAnswer::Partly) {
            return Err(at("request_answer")(Problem::Contradicts));
        }
        match (self.answered_on, self.request_answer) {
            (Some(_), None) => Err(at("request_answer")(Problem::Required)),
            (None, Some(_)) => Err(at("answered_on")(Problem::Required)),
            (Some(_), Some(_)) | (None, None) => Ok(()),
        }
    }

    /// Whether it was asked and done that what is held is kept and not used.
    pub fn limits(&self) -> bool {
        self.request_kind == RequestKind::Limit && self.request_answer == Some(RequestAnswer::Done)
    }

    /// Whether it was asked and is said to be done that what is held is erased.
    pub fn says_erased(&self) -> bool {
        self.request_kind == RequestKind::Erase && self.request_answer == Some(RequestAnswer::Done)
    }
}
