"""Lire data/ : ce qui est accepté tel que Windows l'écrit, ce qui est refusé avant d'être lu."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros import guide as memoire
from macros.load import Document, load_file

FICHE = "conditions/but-commun.yml"


def messages(data: Path) -> list[str]:
    return [str(problem) for problem in memoire.current(data, now=True).problems]


def test_a_bom_and_crlf_are_accepted(data: Path) -> None:
    text = (data / FICHE).read_text(encoding="utf-8")
    (data / FICHE).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert messages(data) == []


def test_what_is_not_utf8_is_refused_at_its_line(data: Path) -> None:
    (data / FICHE).write_bytes("titre: Un but\nresume: été\n".encode("cp1252"))
    assert messages(data) == [
        f"data/{FICHE}:2:1 : ce n'est pas de l'UTF-8; enregistrez le fichier en UTF-8."
    ]


@pytest.mark.parametrize("control", ["\x00", "\x1b", "\x7f"])
def test_an_invisible_character_is_refused_at_its_line(data: Path, control: str) -> None:
    (data / FICHE).write_text(f"titre: Un but\nresume: a{control}b\n", encoding="utf-8")
    assert messages(data) == [f"data/{FICHE}:2:1 : caractère invisible interdit; effacez-le."]


def test_a_huge_file_is_refused_unread(data: Path) -> None:
    (data / FICHE).write_bytes(b"titre: a\n" + b"# " + b"x" * 5_000_000)
    assert messages(data) == [
        f"data/{FICHE}:1:1 : fichier de 5 000 011 octets; la limite est 1 000 000."
    ]


@pytest.mark.parametrize("nested", ["[" * 2000, "{a: " * 2000, "- " * 2000 + "x"])
def test_deep_nesting_is_refused_without_a_crash(data: Path, nested: str) -> None:
    (data / FICHE).write_text(f"titre:\n {nested}\n", encoding="utf-8")
    (message,) = messages(data)
    assert message.startswith(f"data/{FICHE}:")
    assert "niveaux d'imbrication" in message


def test_a_symlink_is_refused(data: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "ailleurs.yml"
    elsewhere.write_text((data / FICHE).read_text(encoding="utf-8"), encoding="utf-8")
    (data / FICHE).unlink()
    (data / FICHE).symlink_to(elsewhere)
    assert messages(data) == [f"data/{FICHE}:1:1 : lien symbolique; mettez le fichier lui-même."]


def test_an_unexpected_extension_is_refused(data: Path) -> None:
    (data / FICHE).rename(data / "conditions" / "but-commun.yaml")
    assert any("finit par « .yml »" in message for message in messages(data))


def test_a_missing_file_alone_is_reported(data: Path) -> None:
    (data / "accueil.yml").unlink()
    assert messages(data) == ["data/accueil.yml:1:1 : fichier manquant."]


def test_every_value_has_its_place(data: Path) -> None:
    document = load_file(data / "freins" / "trop-de-tables.yml", "f.yml")
    assert document.positions["pistes", 0, "fiches", 1] == (8, 26)


def test_only_the_changed_file_is_read_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(path: Path, fichier: str) -> Document:
        read.append(fichier)
        return load_file(path, fichier)

    monkeypatch.setattr(memoire, "load_file", counted)
    before = memoire.current(data).guide
    assert memoire.current(data, now=True).guide is before
    text = (data / FICHE).read_text(encoding="utf-8")
    (data / FICHE).write_text(text.replace("Un but commun", "Notre but"), encoding="utf-8")
    read.clear()
    after = memoire.current(data, now=True).guide
    assert read == [f"data/{FICHE}"]
    assert after and after.fiches["but-commun"].titre == "Notre but"


def test_a_mistake_keeps_the_last_good_guide(data: Path) -> None:
    good = memoire.current(data).guide
    (data / FICHE).write_text("titre: [", encoding="utf-8")
    etat = memoire.current(data, now=True)
    assert etat.guide is good
    assert etat.problems
