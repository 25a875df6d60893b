"""Every setting, in one place, read from the environment (``OCOD_STORE`` and so on) or a ``.env`` file."""

from email.utils import getaddresses
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"


class Settings(BaseSettings):
    """The settings, each with what it is for; every one is described in docs/operations.md."""

    model_config = SettingsConfigDict(env_prefix="OCOD_", env_file=".env", extra="ignore")

    store: str = Field("store", description="Folder, or object-storage URL, where releases are kept.")
    boundaries: Path | None = Field(None, description="Your own GeoJSON of province outlines, instead of ours.")
    map_style: str | None = Field(
        None, description="Address of a MapLibre style to draw under the map. None by default."
    )
    answers_mb: int = Field(
        128, ge=1, description="Megabytes of memory that cached answers may take, for all visitors together."
    )
    memory_rows: int = Field(200_000, ge=0, description="A table with at most this many rows is held in memory.")
    watch_seconds: float = Field(5.0, gt=0, le=10, description="How often an open page looks for a new release.")
    personal_data: bool = Field(False, description="Whether telephone numbers and contact persons are kept.")
    stewards: str | None = Field(
        None, description="E-mail addresses of those who may publish from the page, with commas; each may have a name."
    )


def stewards() -> dict[str, str]:
    """Return the stewards' addresses, in small letters, each with the name that the public may see, or an empty one."""
    return {address.lower(): name for name, address in getaddresses([settings().stewards or ""]) if address}


@cache
def settings() -> Settings:
    """Return the settings, read once per process; a setting that cannot be used ends it with a sentence."""
    try:
        return Settings()
    except ValidationError as error:
        faults = (f"OCOD_{str(fault['loc'][0]).upper()}={fault['input']}: {fault['msg']}" for fault in error.errors())
        raise SystemExit("\n".join(faults) + "\nThe settings are described in docs/operations.md.") from None
