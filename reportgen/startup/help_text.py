"""What `reportgen --help` says; written by `make docs`."""

HELP = """\
Usage: reportgen [OPTIONS] COMMAND [ARGS]...

  Compile the yearly report of an LGA Special Interest Group to Word, PDF and
  HTML.

  You write one file, the dataset. Start with `reportgen new report.yaml`,
  fill it in, see what `reportgen validate report.yaml` says, and make the
  files with `reportgen build report.yaml`.

  Exit codes: 0 no errors, 1 errors in the data, 2 could not run.

Options:
  --version             Print the version and end.
  --install-completion  Install completion for the current shell.
  --show-completion     Show completion for the current shell, to copy it or
                        customize the installation.
  -h, --help            Show this message and exit.

Commands:
  new       Write a dataset to fill in, or one made of a report from
            elsewhere.
  form      Write a Word form to fill in, of which `new --from` makes a
            dataset.
  edit      Fill in a dataset in a browser, and see how the report will look.
  preview   Show in a browser how a report will look, while you write its
            dataset.
  rollover  Begin the dataset of the next year with that of the last.
  validate  Check datasets and say in plain words what is wrong and where.
  build     Compile datasets to Word, PDF and HTML.
  extract   Take the dataset out of a Word file or a PDF that carries it.
  pull      Bring edits made in a Word file back into the dataset.
  verify    Let Word files, PDFs and web pages prove that they are what they
            should be.
  ready     Say whether a report may be sent, and write a receipt of what is
            sent.
  diff      Say what has changed from one report to another.
  matrix    Say which councils belong to which groups.
  rules     List the rules that datasets are checked by.
  rule      Explain a finding by its code.
  batch     Compile a whole year of datasets in parallel.
  pack      Compile the reports of many groups to one document for the Board.
  layouts   List the layouts, see one at work, copy or check one.
  schema    Print the JSON Schema of a dataset, for editors and other
            programs.
  register  Show what is known of an authority, a department or an edition of
            the LGA business plan.
  doctor    Say whether Word, PDF and HTML can be built here, and what to do
            where one cannot.
"""
