"""Runs the validators of PDFs on finished files."""

import shutil
import subprocess

import page


def validation_failures(content: bytes) -> list[str]:
    """Returns what is wrong with a PDF by PDF/A-3a, by PDF/UA-1, and by qpdf."""
    reports = (page.validate_pdf_bytes(content, profile=profile) for profile in ("3a", "ua1"))
    return [str(failure) for report in reports for failure in report.failures] + qpdf_failures(content)


def qpdf_failures(content: bytes) -> list[str]:
    """Returns qpdf's complaints about a PDF; nothing where qpdf is not installed."""
    if not shutil.which("qpdf"):
        return []
    result = subprocess.run(["qpdf", "--check", "-"], input=content, capture_output=True, check=False)
    return [] if result.returncode == 0 else result.stdout.decode().splitlines()
