"""E-learning: what people did on a platform, at any time of the day, and how long they learned on a day."""

from __future__ import annotations

from datetime import date

from asn_dev.model.constraints import Clock, Key, Minutes
from asn_dev.model.nip import Nip
from asn_dev.model.records import column, record


@record(plural="learning_activities", label="Kegiatan e-learning")
class LearningActivity:
    """A course or a part of one that a person learned in or completed, as an e-learning platform tells it."""

    nip: Nip = column("Who learned", label="NIP", key=True, personal=True)
    code: Key = column(
        "What the platform calls it: the id of a statement, or the course and activity",
        label="Kode",
        key=True,
    )
    course: str | None = column("Course, or its activity", label="Pelatihan", default=None)
    day: date | None = column("Day on which it ended", label="Tanggal", default=None)
    clock: Clock | None = column(
        "Minute of that day at which it ended, local time", label="Menit dalam hari", default=None
    )
    minutes: Minutes | None = column("How long", label="Menit", default=None)
    completed: bool | None = column("Whether it was completed", label="Tuntas", default=None)
    platform: str | None = column("Platform", label="Platform", default=None)


@record(plural="learning_days", label="Hari belajar daring")
class LearningDay:
    """How long one person learned on a platform on one day.

    Not read from files: a rule makes these rows from the activities. What overlaps counts once.
    """

    nip: Nip = column("Who learned", label="NIP", key=True, personal=True)
    day: date = column("Day", label="Tanggal", key=True)
    minutes: Minutes = column("How long in all", label="Menit")
    placed: Minutes = column("Of these: when in the day is known", label="Menit yang jamnya diketahui")
    outside: Minutes = column("Of these: outside office hours", label="Menit di luar jam kerja")
