"""Every kind of file."""

from .claims import CLAIMS
from .forms import Form
from .register import REGISTER

FORMS: dict[str, Form] = {form.name: form for form in (REGISTER, CLAIMS)}
