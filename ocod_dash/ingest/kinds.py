"""Every kind of file."""

from .claims import CLAIMS
from .forms import Form
from .register import REGISTER
from .review import REVIEW_FORMS

FORMS: dict[str, Form] = {form.name: form for form in (REGISTER, CLAIMS, *REVIEW_FORMS)}
