"""Build the scripts that draw moving maps into ocod_dash/assets, from pinned npm packages; Node and npm are needed.

deck.gl becomes one module of what the app uses. MapLibre's files are copied as they are: its worker is found by its name.
"""

import json
import subprocess
import sys
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

ASSETS = Path(__file__).parents[1] / "ocod_dash" / "assets"
DECKGL, MAPLIBRE = "9.3.9", "6.17.0"  # deck.gl as pydeck describes it
LUMA = "9.3.5"
PACKAGES = {
    "@deck.gl/core": DECKGL,
    "@deck.gl/layers": DECKGL,
    "@luma.gl/core": LUMA,
    "@luma.gl/engine": LUMA,
    "@luma.gl/shadertools": LUMA,
    "@luma.gl/webgl": LUMA,
    "@loaders.gl/core": "4.5.4",
    "@math.gl/core": "4.1.0",
    "mjolnir.js": "3.1.1",
    "maplibre-gl": MAPLIBRE,
    "esbuild": "0.28.2",
}
ENTRY = """
export { Deck } from "@deck.gl/core";
export { GeoJsonLayer, IconLayer, ScatterplotLayer } from "@deck.gl/layers";
"""


def main() -> int:
    """Build, and say how large each file is."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": PACKAGES}), "utf-8")
        (folder / "entry.js").write_text(ENTRY, "utf-8")
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
        written = [*_deckgl(folder), *_maplibre(folder)]
    for path in written:
        print(f"{path.stat().st_size:>10,}  {path.relative_to(ASSETS.parents[1])}")
    return 0


def _deckgl(folder: Path) -> list[Path]:
    script, licence = ASSETS / f"deckgl-{DECKGL}.min.js", ASSETS / "deckgl-LICENSE.txt"
    command = ["node_modules/.bin/esbuild", "entry.js", "--bundle", "--minify", "--format=esm", "--target=es2022"]
    command += [f"--outfile={script}", "--metafile=meta.json", "--legal-comments=none"]
    subprocess.run([*command, "--log-level=warning"], cwd=folder, check=True)
    licence.write_text(_licences(folder), "utf-8")
    return [script, licence]


def _licences(folder: Path) -> str:
    """Return the licence of each package that is in the bundle."""
    (bundle,) = json.loads((folder / "meta.json").read_text("utf-8"))["outputs"].values()
    files = [name.rpartition("node_modules/") for name, part in bundle["inputs"].items() if part["bytesInOutput"]]
    packages = {above + at + "/".join(name.split("/")[: 1 + name.startswith("@")]) for above, at, name in files if at}
    return f"\n{'-' * 80}\n\n".join(_licence(folder / package) for package in sorted(packages))


def _licence(package: Path) -> str:
    about = json.loads((package / "package.json").read_text("utf-8"))
    texts = [path.read_text("utf-8").strip() for path in sorted(package.glob("LICEN[CS]E*"))]
    return "\n\n".join([f"{about['name']} {about['version']} ({about['license']})", *texts, ""])


def _maplibre(folder: Path) -> list[Path]:
    source, target = folder / "node_modules" / "maplibre-gl", ASSETS / f"maplibre-gl-{MAPLIBRE}"
    target.mkdir(exist_ok=True)
    files = ("dist/maplibre-gl.mjs", "dist/maplibre-gl-worker.mjs", "dist/maplibre-gl.css", "LICENSE.txt")
    return [Path(copyfile(source / name, target / Path(name).name)) for name in files]


if __name__ == "__main__":
    sys.exit(main())
