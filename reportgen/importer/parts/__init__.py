"""The parts of the report: each module reads what stands under the headings of some of them into the dataset."""
