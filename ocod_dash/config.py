"""Every setting, in one place, read from the environment (``OCOD_STORE`` and so on) or a ``.env`` file."""

import os
import re
from email.utils import getaddresses
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
# What a reader can be sent to: its name, an example, its form.
EMAIL = ("an e-mail address", "errors@example.org", re.compile(r"[^@\s<>\"(),:;\\\[\]]+@[^@\s/?]+\.[^@\s/?.]+"))
MOST_LOGO = 200_000  # bytes
PNG, SVG = (
    b"\x89PNG\r\n\x1a\n",
    re.compile(rb"^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*>|\s)*<svg[\s>]", re.DOTALL),
)
HTTPS = ("an https address", "https://example.org/errors", re.compile(r"https://[^\s<>\"/]+\.[^\s<>\"]+"))


def _one_of(*kinds: tuple[str, str, re.Pattern[str]]) -> AfterValidator:
    """Accept what has one of some forms; the error about anything else names the nearest that would be accepted."""
    names, examples, forms = zip(*kinds, strict=True)

    def check(value: str) -> str:
        bare = re.sub(r"^(mailto:|.*<)|>.*$", "", value.strip())
        tried = (value, bare, "https://" + re.sub(r"^(\w*:)?/*", "", bare))
        usable = [each for each in tried if any(form.fullmatch(each) for form in forms)]
        if value in usable:
            return value
        hint = f"; did you mean {usable[0]}?" if usable else f", such as {' or '.join(examples)}"
        raise ValueError(f"expected {' or '.join(names)}{hint}")

    return AfterValidator(check)


def _store(address: str) -> str:
    """Accept a folder or address that Delta tables can have: a URL is made of it, in which some signs end its parts."""
    if found := re.search(r"[\[\]^|\x00-\x1f]|%[0-9A-Fa-f]{2}" + (r"|\\" if os.sep == "/" else ""), address):
        raise ValueError(f"a folder with {found[0]!r} in its name cannot hold a store; rename it, or choose another")
    return address


def _logo(path: Path) -> Path:
    """Accept a small picture that a browser, a presentation and a report can show."""
    if not path.is_file():
        raise ValueError("expected a PNG or SVG file; there is none at this path")
    content = path.read_bytes()
    if len(content) > MOST_LOGO:
        raise ValueError(f"expected a file of at most {MOST_LOGO // 1000} kB, found {len(content) // 1000} kB")
    signs = {".png": content.startswith(PNG), ".svg": SVG.search(content) is not None}
    if path.suffix.lower() not in signs:
        raise ValueError("expected a PNG or SVG file, by its name .png or .svg")
    if not signs[path.suffix.lower()]:
        raise ValueError(f"expected the content of {path.suffix.lower()[1:].upper()}, found another")
    return path


class Settings(BaseSettings):
    """The settings, each with what it is for; every one is described in docs/operations.md."""

    model_config = SettingsConfigDict(env_prefix="OCOD_", env_file=".env", extra="ignore")

    store: Annotated[str, AfterValidator(_store)] = Field(
        "store", description="Folder, or object-storage URL, where releases are kept."
    )
    boundaries: Path | None = Field(None, description="Your own GeoJSON of province outlines, instead of ours.")
    map_style: str | None = Field(
        None, description="Address of a MapLibre style to draw under the map. None by default."
    )
    answers_mb: int = Field(
        128, ge=1, description="Megabytes of memory that cached answers may take, for all visitors together."
    )
    memory_rows: int = Field(200_000, ge=0, description="A table with at most this many rows is held in memory.")
    reading_mb: int = Field(
        2_000,
        ge=100,
        description="Megabytes of memory that reading an uploaded file may take, in a process of its own.",
    )
    reading_seconds: int = Field(120, ge=1, description="Seconds that reading an uploaded file may take.")
    watch_seconds: float = Field(5.0, gt=0, le=10, description="How often an open page looks for a new release.")
    build_ahead: bool = Field(
        True, description="Whether the usual views of a new release are built before anyone asks."
    )
    personal_data: bool = Field(False, description="Whether telephone numbers and contact persons are kept.")
    most_removed: int = Field(
        10, ge=0, le=100, description="Percentage of the centres that a publish may remove without a further question."
    )
    stewards: str | None = Field(
        None, description="E-mail addresses of those who may publish from the page, with commas; each may have a name."
    )
    publisher_en: str | None = Field(None, description="Who publishes this site, in English.")
    publisher_th: str | None = Field(None, description="Who publishes this site, in Thai.")
    logo: Annotated[Path, AfterValidator(_logo)] | None = Field(
        None,
        description="The publisher's logo, for the title of slides and reports: a PNG or SVG file of at most 200 kB.",
    )
    official: bool = Field(False, description="Whether the publisher declares this an official site.")
    contact: Annotated[str, _one_of(EMAIL, HTTPS)] | None = Field(
        None, description="E-mail address, or https address of a form, for reports of errors."
    )
    address: Annotated[str, _one_of(HTTPS)] | None = Field(
        None, description="Public address of this site, for citations and reports of errors."
    )
    hosts: str | None = Field(
        None, description="Names under which the site is reached, with commas, besides that of its address; * for any."
    )
    frame_ancestors: str = Field("*", pattern=r"^[^;,\r\n]+$", description="Websites that may embed pages.")
    api_readers: str | None = Field(
        None, description="Origins whose scripts may read the API in a browser, with commas; * for any."
    )
    requests_per_minute: int = Field(
        600, ge=0, description="Requests for figures from one network address; 0 for no limit."
    )
    changes_per_second: int = Field(8, ge=1, description="Changes of one open page that are answered in a second.")
    sessions: int = Field(1000, ge=1, description="Pages that may be open at once.")
    uploads: Literal["all", "stewards"] = Field("all", description="Who may upload a file to check it.")
    upload_mb: int = Field(20, ge=1, le=2000, description="Megabytes that a visitor's files may have together.")
    uploads_mb: int = Field(200, ge=1, description="Megabytes that the uploaded files of all visitors may have.")
    log: Literal["text", "json"] = Field("text", description="Form of the log.")
    updates_en: str | None = Field(None, description="How often releases are published, in English.")
    updates_th: str | None = Field(None, description="How often releases are published, in Thai.")

    @field_validator("official")
    @classmethod
    def _official_has_a_publisher(cls, official: bool, info: ValidationInfo) -> bool:
        if official and not (info.data.get("publisher_en") or info.data.get("publisher_th")):
            raise ValueError("an official site names its publisher; set OCOD_PUBLISHER_TH or OCOD_PUBLISHER_EN too")
        return official


def listed(text: str | None) -> frozenset[str]:
    """Return what a setting lists, separated by commas, in small letters."""
    return frozenset(each.strip().lower() for each in (text or "").split(",") if each.strip())


def hosts() -> frozenset[str]:
    """Return the names under which the site is reached, in small letters."""
    public = urlsplit(settings().address or "").hostname
    return listed(settings().hosts) | ({public} if public else frozenset())


def stewards() -> dict[str, str]:
    """Return the stewards' addresses, in small letters, each with the name that the public may see, or an empty one."""
    return {address.lower(): name for name, address in getaddresses([settings().stewards or ""]) if address}


@cache
def settings() -> Settings:
    """Return the settings, read once per process; a setting that cannot be used ends it with a sentence."""
    try:
        return Settings()
    except ValidationError as error:
        faults = (
            f"OCOD_{str(fault['loc'][0]).upper()}={fault['input']}: {fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors()
        )
        raise SystemExit("\n".join(faults) + "\nThe settings are described in docs/operations.md.") from None
