//! Quan hệ với từng người gây bạo lực.

use crate::model::{Perpetrator, RecordRef, Relation, Survivor, record};

record! {
    /// Quan hệ với từng người gây bạo lực: how a survivor stands to one of several perpetrators. To the one who was
    /// recorded first her own record says it, where nothing is said here.
    Relationship {
        /// The survivor.
        survivor: RecordRef<Survivor>,
        /// The perpetrator, of the same case.
        perpetrator: RecordRef<Perpetrator>,
        /// How she stands to him.
        relation: Relation,
    }
    stays: |_r| None;
    key: survivor perpetrator;
    layout {
        form: relation;
        hidden: survivor perpetrator;
    }
}
