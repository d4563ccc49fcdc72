"""The national sections of the report, one module each; their `order` places them."""

from asn_dev.national.sections.citizen_satisfaction import satisfaction
from asn_dev.national.sections.competency_gaps import competency
from asn_dev.national.sections.data_quality import data_quality
from asn_dev.national.sections.development_plan import plan
from asn_dev.national.sections.learning_hours import learning
from asn_dev.national.sections.learning_variety import variety
from asn_dev.national.sections.mentoring import mentoring
from asn_dev.national.sections.performance_talent import performance
from asn_dev.national.sections.professionalism_index import professionalism
from asn_dev.national.sections.service_complaints import complaints
from asn_dev.national.sections.service_effects import services
from asn_dev.national.sections.staff_surveys import surveys
from asn_dev.national.sections.training_evaluation import training
from asn_dev.national.sections.unit_readiness import readiness

__all__ = [
    "competency",
    "complaints",
    "data_quality",
    "learning",
    "mentoring",
    "performance",
    "plan",
    "professionalism",
    "readiness",
    "satisfaction",
    "services",
    "surveys",
    "training",
    "variety",
]
