"""What `timeline` alone prints: what it is, what to type first, where help is."""

from timeline.cli.help.command_page import ABOUT, Page

_ADD = 'timeline add "17 Nov 2024: What happened" --source "Who says so"'


def page(place: str, shown: Page) -> str:
    """The start page; `place` is the folder of the chronology, empty where there is none yet."""
    told = shown.paragraph(ABOUT) + "\n"
    if place:
        told += shown.paragraph(f"This one is in {place}. To begin, type:") + "\n"
        told += shown.table(
            [
                ("timeline list", "What happened, an event a line."),
                ("timeline show ID", "One event, and on whose word."),
                ("timeline check", "What is wrong, or missing."),
                ("timeline report", "A document to send, with notes."),
            ]
        )
        told += f"\n  {_ADD}\n"
    else:
        told += shown.paragraph("There is no chronology here yet. Make one in events/, and write the first event:")
        told += f"\n  timeline init\n  {_ADD}\n\n"
        told += shown.paragraph("One that is elsewhere: `timeline -C DIR`.")
    helps = [
        ("timeline help", "All commands, and pages to read."),
        ("timeline help list", "One command, with examples."),
        ("timeline help tutorial", "The first chronology, step by step."),
    ]
    return told + shown.heading("Help") + shown.table(helps)
