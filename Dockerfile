# The app as a container's image; compose.yaml starts it. A script without Docker tries the same steps: tests/deploy/test_image.py.
# For an image that is the same each time, name the base with its digest: --build-arg BASE=python:3.11-slim-bookworm@sha256:...
ARG BASE=python:3.11-slim-bookworm
FROM ${BASE}

RUN apt-get update && apt-get install --yes --no-install-recommends nginx-light && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt
COPY app.py LICENSE NOTICE ./
COPY .streamlit/config.toml .streamlit/
COPY data data/
COPY deploy deploy/
COPY pages pages/
COPY ocod_dash ocod_dash/
RUN python -m compileall -q /app

# It writes to its store and to /tmp alone: the rest can be read-only.
RUN useradd --uid 10001 --no-create-home ocod && install --directory --owner=ocod --group=ocod /var/lib/ocod-dash
USER 10001:10001
VOLUME /var/lib/ocod-dash
ENV OCOD_STORE=/var/lib/ocod-dash/store HOME=/tmp XDG_CACHE_HOME=/tmp/cache PYTHONDONTWRITEBYTECODE=1
ENV STREAMLIT_SERVER_ADDRESS=0.0.0.0 STREAMLIT_BROWSER_SERVER_ADDRESS=localhost PORT=8501 WORKERS=1
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=10s --start-period=2m CMD ["python", "-m", "deploy.health"]
CMD ["python", "-m", "deploy.serve"]
