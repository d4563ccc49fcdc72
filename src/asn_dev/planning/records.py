"""The tables of a plan: a row class for each, with labels and displays."""

from __future__ import annotations

from datetime import date

from asn_dev.results import result_table, shown


@result_table(id="Peserta per jadwal", en="Participants by session")
class PlannedSeat:
    """A seat that is given: who sits in which session, for which competency, at what cost."""

    session: str = shown(id="Jadwal", en="Session")
    programme: str | None = shown(id="Program", en="Programme", printed=False)
    programme_name: str | None = shown(id="Nama program", en="Name of the programme")
    start: date | None = shown(id="Mulai", en="Start")
    end: date | None = shown(id="Selesai", en="End")
    nip: str = shown(id="NIP", en="NIP", personal=True)
    name: str | None = shown(id="Nama", en="Name", personal=True)
    unit: str | None = shown(id="Perangkat daerah", en="Unit")
    job_title: str | None = shown(id="Jabatan", en="Post")
    employment: str | None = shown(id="Status", en="Employment", printed=False)
    competency: str | None = shown(id="Kode kompetensi", en="Code of the competency", printed=False)
    competency_name: str | None = shown(id="Kompetensi", en="Competency")
    required: int | None = shown(id="Level disyaratkan", en="Level required")
    level: int | None = shown(id="Level dimiliki", en="Level held")
    programme_level: int | None = shown(id="Level program", en="Level of the programme")
    gap_closed: float | None = shown(id="Level tertutup", en="Levels closed", printed=False)
    hours: float | None = shown(id="JP", en="Learning hours", unit="JP")
    form: str | None = shown(id="Kode bentuk", en="Code of the form", printed=False)
    provider: str | None = shown(id="Penyelenggara", en="Provider", printed=False)
    value: float | None = shown(id="Nilai", en="Value")
    cost: float | None = shown(id="Biaya", en="Cost", display="rupiah")
    evaluation: str | None = shown(
        id="Evaluasi program dicocokkan menurut", en="Evaluation of the programme matched by"
    )


@result_table(id="Jadwal", en="Sessions")
class PlannedSession:
    """A session of the period: held with how many at what cost, or why not."""

    code: str = shown(id="Jadwal", en="Session")
    programme: str | None = shown(id="Program", en="Programme")
    programme_name: str | None = shown(id="Nama program", en="Name of the programme")
    competency: str | None = shown(id="Kode kompetensi", en="Code of the competency", printed=False)
    start: date | None = shown(id="Mulai", en="Start")
    end: date | None = shown(id="Selesai", en="End")
    mode: str | None = shown(id="Mode", en="Mode")
    hours: float | None = shown(id="JP", en="Learning hours", unit="JP")
    provider: str | None = shown(id="Penyelenggara", en="Provider")
    partner: str | None = shown(id="Mitra", en="Partner")
    fund: str | None = shown(id="Sumber dana", en="Source of money")
    volunteer: bool | None = shown(id="Narasumber relawan", en="Volunteer speaker")
    capacity: int | None = shown(id="Kapasitas", en="Capacity")
    held: bool = shown(id="Dibuka", en="Held")
    participants: int = shown(id="Peserta", en="Participants")
    candidates: int = shown(id="Calon peserta", en="Candidates")
    fixed: float | None = shown(id="Biaya tetap", en="Fixed cost", display="rupiah")
    seat_costs: float | None = shown(id="Biaya peserta", en="Cost of participants", display="rupiah")
    cost: float | None = shown(id="Biaya", en="Cost", display="rupiah")
    gap_closed: float | None = shown(id="Level tertutup", en="Levels closed")
    value: float | None = shown(id="Nilai", en="Value")
    fee_saved: float | None = shown(
        id="Honor yang dihemat relawan", en="Fees that volunteers save", display="rupiah"
    )
    note: str | None = shown(id="Keterangan", en="Note", display="sentence")


@result_table(id="Perubahan", en="Changes")
class PlanChange:
    """What is different from the plan before."""

    change: str = shown(id="Perubahan", en="Change")
    session: str = shown(id="Jadwal", en="Session")
    nip: str | None = shown(id="NIP", en="NIP", personal=True)
    name: str | None = shown(id="Nama", en="Name", personal=True)
    unit: str | None = shown(id="Perangkat daerah", en="Unit")
    programme_name: str | None = shown(id="Nama program", en="Name of the programme")
    note: str | None = shown(id="Keterangan", en="Note", display="sentence")


@result_table(id="Per unit", en="By unit")
class UnitCoverage:
    """A unit's people, those with a gap and those served, levels before and after, and cost."""

    unit: str | None = shown(id="Perangkat daerah", en="Unit")
    people: int = shown(id="Pegawai", en="Staff")
    people_with_gap: int = shown(id="Pegawai dengan kesenjangan", en="People with a gap")
    people_served: int = shown(id="Di antaranya mendapat kursi", en="Of them with a seat")
    levels_open: float = shown(id="Level terbuka sebelum", en="Open levels before", display="integer")
    levels_left: float = shown(id="Level terbuka sesudah", en="Open levels after", display="integer")
    people_with_minimum: int = shown(id="Pegawai dengan JP minimum", en="People with least hours")
    minimum_before: int = shown(id="Mencapai JP minimum sebelum", en="At the least hours before")
    minimum_after: int = shown(id="Mencapai JP minimum sesudah", en="At the least hours after")
    seats: int = shown(id="Kursi", en="Seats")
    cost: float = shown(id="Biaya", en="Cost", display="rupiah")
    coverage: float | None = shown(id="Cakupan", en="Coverage", display="percent")


@result_table(id="Alasan tidak mendapat kursi", en="Why without a seat")
class WithoutSeat:
    """A gap (or unknown level) of a person without a seat, and the reason."""

    nip: str = shown(id="NIP", en="NIP", personal=True)
    name: str | None = shown(id="Nama", en="Name", personal=True)
    unit: str | None = shown(id="Perangkat daerah", en="Unit")
    competency: str = shown(id="Kode kompetensi", en="Code of the competency", printed=False)
    competency_name: str | None = shown(id="Kompetensi", en="Competency")
    required: int | None = shown(id="Level disyaratkan", en="Level required")
    level: int | None = shown(id="Level dimiliki", en="Level held")
    session: str | None = shown(id="Jadwal", en="Session")
    reason: str = shown(id="Alasan", en="Reason", display="sentence")


@result_table(id="Capaian", en="Impact")
class ImpactRow:
    """A measure of the whole before and after the plan; unknown is null."""

    measure: str = shown(id="Ukuran", en="Measure")
    unit: str = shown(id="Satuan", en="Unit of measure")
    before: float | None = shown(id="Sebelum", en="Before", display="integer")
    after: float | None = shown(id="Sesudah", en="After", display="integer")


@result_table(id="Sumber dana", en="Sources of money")
class SourceRow:
    """What a source of money pays, and what volunteers save."""

    fund: str = shown(id="Sumber dana", en="Source of money")
    sessions: int = shown(id="Jadwal dibuka", en="Sessions held")
    seats: int = shown(id="Kursi", en="Seats")
    fixed: float = shown(id="Biaya tetap", en="Fixed cost", display="rupiah")
    seat_costs: float = shown(id="Biaya peserta", en="Cost of participants", display="rupiah")
    cost: float = shown(id="Biaya", en="Cost", display="rupiah")
    fee_saved: float | None = shown(
        id="Honor yang dihemat relawan", en="Fees that volunteers save", display="rupiah"
    )


@result_table(id="Batas yang mengikat", en="Limits that bind")
class BindingLimit:
    """A limit that binds: its price, and what one more unit of it adds, found where it was solved again."""

    limit: str = shown(id="Kode batas", en="Code of the limit", printed=False)
    label: str = shown(id="Batas", en="Limit")
    group: str = shown(id="Pada", en="On")
    unit: str = shown(id="Per satuan", en="Per unit")
    bound_rows: int = shown(id="Banyaknya", en="How many")
    price: float = shown(id="Harga satu satuan (relaksasi)", en="Price of one unit (relaxation)")
    gain: float | None = shown(
        id="Tambahan nilai oleh satu satuan (dihitung ulang)",
        en="Value added by one unit (solved again)",
    )
    gain_at_most: float = shown(id="Tambahan nilai paling banyak", en="Value added at most")


@result_table(id="Manfaat menurut anggaran", en="Benefit by budget")
class CurvePoint:
    """A budget: the value that no plan of it exceeds, proven, and that of a plan that was found."""

    budget: float = shown(id="Anggaran", en="Budget", display="rupiah")
    value_at_most: float = shown(id="Nilai paling banyak (terbukti)", en="Value at most (proven)")
    value_found: float | None = shown(id="Nilai rencana yang ditemukan", en="Value of a plan that was found")
