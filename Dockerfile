FROM python:3.12-slim

# Nothing a visitor can reach runs as root, and only /data can be written.
RUN useradd --create-home --uid 10001 workshop && install --directory --owner workshop /data
WORKDIR /app
COPY pyproject.toml README.md ./
COPY diagrams diagrams
COPY sessions sessions
COPY web web
COPY workshop workshop
RUN pip install --no-cache-dir .

USER workshop
ENV WORKSHOP_DATA_DIR=/data PORT=8000
VOLUME /data
EXPOSE 8000
# The image has no curl. Ready means that it can store what people write.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/readyz\", timeout=4)"]
CMD ["workshop", "serve"]
