"""The validators of PDFs that finished files are held against."""

import shutil
import subprocess

import page


def failures(content: bytes) -> list[str]:
    """Whatever is wrong with a PDF by either standard, and by qpdf."""
    reports = (page.validate_pdf_bytes(content, profile=profile) for profile in ("3a", "ua1"))
    return [str(failure) for report in reports for failure in report.failures] + broken(content)


def broken(content: bytes) -> list[str]:
    """What qpdf has against a PDF; nothing where it is not here."""
    if not shutil.which("qpdf"):
        return []
    done = subprocess.run(["qpdf", "--check", "-"], input=content, capture_output=True, check=False)
    return [] if done.returncode == 0 else done.stdout.decode().splitlines()
