"""D'un téléphone à l'écran de qui anime : remettre ses réponses, les recevoir, sans serveur."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Playwright, expect
from pyzbar.pyzbar import decode

from .conftest import CHROMIUM, RACINE, SANS_RESEAU
from .test_listes import answer
from .test_navigateur import MODES, violations
from .test_qr import film

Ouvrir = Callable[..., Page]
LISTE = "listes/liste-mobilisation/"
LIEN = "() => document.querySelector('partager-liste').link()"


def participant(ouvrir: Ouvrir, pseudonyme: str = "", note: str = "") -> Page:
    """Le téléphone d'une personne qui a répondu à un énoncé."""
    # Un écran de téléphone, dense; et rien ne défile pendant la photo.
    page = ouvrir(LISTE, largeur=320, device_scale_factor=2, reduced_motion="reduce")
    answer(page, "Je compte rester.", "2 Peu")
    if note:
        group = page.get_by_role("group", name="Je compte rester.")
        group.get_by_text("Note, et ce qui aide").click()
        group.get_by_label("Note").fill(note)
    if pseudonyme:
        page.get_by_label("Pseudonyme").fill(pseudonyme)
    return page


def gather(page: Page, text: str) -> None:
    page.get_by_label("Liens ou textes reçus").fill(text)
    page.get_by_role("button", name="Ajouter", exact=True).click()


def received(page: Page) -> list[str]:
    page.get_by_text("Les réponses reçues").click()
    return page.locator(".recues li span").all_text_contents()


def photo(page: Page, to: Path) -> Path:
    """Le code QR que ce téléphone montre, en image."""
    page.get_by_role("button", name="Montrer le code QR").click()
    expect(page.locator("partager-liste [role=status]")).to_contain_text("Voici le code.")
    floating = ".md-top, .md-header { visibility: hidden !important; }"  # sans rien déplacer
    for _ in range(10):  # si la page a bougé, on reprend sa photo
        page.locator("partager-liste .code-qr").screenshot(path=to, style=floating)
        if decode(Image.open(to)):
            break
    return to


def test_a_code_shown_on_a_phone_is_received(ouvrir: Ouvrir, tmp_path: Path) -> None:
    image = photo(participant(ouvrir, "Outarde"), tmp_path / "code.png")
    page = ouvrir("synthese/")
    page.get_by_label("ou des fichiers").set_input_files(image)
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 1.")
    assert received(page) == ["Outarde"]


def test_codes_are_received_by_the_camera(
    ouvrir: Ouvrir, playwright: Playwright, adresse: str, tmp_path: Path
) -> None:
    shown = photo(participant(ouvrir, "Outarde"), tmp_path / "code.png")
    seen = film(tmp_path / "film.y4m", [Image.open(shown).convert("L")])
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM,
        args=[
            *SANS_RESEAU,
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            seen,
        ],
    )
    page = browser.new_page(locale="fr-CA", service_workers="block")
    page.goto(f"{adresse}synthese/")
    page.get_by_role("button", name="Lire des codes QR avec la caméra").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 1.")
    assert received(page) == ["Outarde"]
    page.get_by_role("button", name="Fermer la caméra").press("Enter")
    expect(page.locator("video")).to_be_hidden()
    expect(page.get_by_role("button", name="Lire des codes QR avec la caméra")).to_be_focused()
    browser.close()


def test_without_a_camera_one_is_told_to_paste(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    page.get_by_role("button", name="Lire des codes QR avec la caméra").click()
    expect(page.get_by_role("status")).to_contain_text("ollez les liens.")
    expect(page.locator("video")).to_be_hidden()


def test_an_image_without_a_code_says_so(ouvrir: Ouvrir, tmp_path: Path) -> None:
    page = ouvrir("synthese/")
    page.screenshot(path=tmp_path / "ecran.png")
    page.get_by_label("ou des fichiers").set_input_files(tmp_path / "ecran.png")
    expect(page.get_by_role("status")).to_contain_text("Aucun code QR dans cette image.")


def test_a_code_leaves_when_an_answer_changes(ouvrir: Ouvrir, tmp_path: Path) -> None:
    page = participant(ouvrir)
    photo(page, tmp_path / "code.png")
    answer(page, "Je compte rester.", "3 Moyennement")
    expect(page.locator("partager-liste .code-qr")).to_have_count(0)


def test_notes_too_long_for_a_code_say_so(ouvrir: Ouvrir) -> None:
    words = " ".join(f"{number * 7919:x}" for number in range(300))
    page = participant(ouvrir, note=words[:2000])
    page.get_by_label("Avec mes notes").check()
    page.get_by_role("button", name="Montrer le code QR").click()
    status = page.locator("partager-liste [role=status]")
    expect(status).to_contain_text("C’est trop long pour un code QR.")


def test_notes_go_along_only_when_asked(ouvrir: Ouvrir) -> None:
    page = participant(ouvrir, note="Entre nous.")
    without = page.evaluate(LIEN)
    page.get_by_label("Avec mes notes").check()
    for link, note in ((without, ""), (page.evaluate(LIEN), "Entre nous.")):
        other = ouvrir(link.removeprefix(page.evaluate("location.origin + '/'")))
        group = other.get_by_role("group", name="Je compte rester.")
        expect(group.get_by_label("2 Peu")).to_be_checked()
        expect(group.get_by_label("Note", exact=True)).to_have_value(note)


def test_a_small_file_is_received(ouvrir: Ouvrir, tmp_path: Path) -> None:
    phone = participant(ouvrir, "Outarde")
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Enregistrer un petit fichier").click()
    assert download.value.suggested_filename == "liste-mobilisation Outarde.json"
    download.value.save_as(tmp_path / "o.json")
    assert (tmp_path / "o.json").stat().st_size < 1000
    page = ouvrir("synthese/")
    page.get_by_label("ou des fichiers").set_input_files(tmp_path / "o.json")
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 1.")
    gather(page, (tmp_path / "o.json").read_text(encoding="utf-8"))
    expect(page.get_by_role("status")).to_contain_text("Déjà reçue")


def test_a_whole_message_is_pasted_as_it_came(ouvrir: Ouvrir) -> None:
    link = participant(ouvrir).evaluate(LIEN)
    page = ouvrir("synthese/")
    gather(page, f"Bonjour! Voici\u00a0: <{link}>.\n\nBonne soirée, v. Outarde")
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 1.")
    gather(page, "Bonjour! Je n'ai pas eu le temps.")
    expect(page.get_by_role("status")).to_contain_text("il faut un lien du guide")


def test_who_answered_again_is_pointed_out_and_can_be_removed(ouvrir: Ouvrir) -> None:
    phone = participant(ouvrir, "Outarde")
    first = phone.evaluate(LIEN)
    answer(phone, "Je compte rester.", "4 Beaucoup")
    phone.get_by_label("Pseudonyme").fill("Outarde, suite")
    page = ouvrir("synthese/")
    gather(page, f"{first} {phone.evaluate(LIEN)}")
    expect(page.get_by_role("status")).to_contain_text("sans doute la même personne")
    assert received(page) == ["Outarde", "Outarde, suite"]
    page.get_by_role("button", name="Enlever\u00a0: Outarde", exact=True).click()
    assert page.locator(".recues li span").all_text_contents() == ["Outarde, suite"]


def test_a_pseudonym_is_shown_as_text_and_never_with_its_answers(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    names = ["<b>A</b>", "B", "C", "D"]
    gather(page, "\n".join(participant(ouvrir, name).evaluate(LIEN) for name in names))
    expect(page.locator(".resultat")).to_be_visible()
    assert received(page) == names
    table = page.get_by_role("table").inner_text()
    assert not [name for name in names[:1] if name in table]


def test_notes_received_stand_under_their_point(ouvrir: Ouvrir) -> None:
    phones = [participant(ouvrir, note=note) for note in ("", "<i>Loin</i>", "", "")]
    for phone in phones:
        phone.get_by_label("Avec mes notes").check()
    page = ouvrir("synthese/")
    gather(page, "\n".join(phone.evaluate(LIEN) for phone in phones))
    row = page.get_by_role("row", name=re.compile("Je compte rester"))
    row.get_by_text("Notes (1)").click()
    expect(row.get_by_text("<i>Loin</i>")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tableau (CSV)").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].endswith(';"Notes"')
    assert '"<i>Loin</i>"' in text


def test_the_room_sees_the_code_of_the_chosen_list(ouvrir: Ouvrir, tmp_path: Path) -> None:
    page = ouvrir("synthese/", reduced_motion="reduce")
    page.get_by_label("Liste", exact=True).select_option("Le degré de mobilisation")
    page.get_by_role("button", name="Montrer son code QR").click()
    figure = page.get_by_role("figure")
    expect(figure).to_contain_text("/listes/liste-mobilisation/")
    page.locator(".code-qr").screenshot(path=tmp_path / "code.png")
    page.get_by_label("ou des fichiers").set_input_files(tmp_path / "code.png")
    expect(page.get_by_role("status")).to_contain_text("il faut un lien du guide")  # lu


@pytest.mark.parametrize(("mode", "largeur"), MODES)
def test_axe_finds_nothing_while_a_group_works(ouvrir: Ouvrir, mode: str, largeur: int) -> None:
    page = ouvrir("synthese/", mode=mode, largeur=largeur)
    page.get_by_label("Liste", exact=True).select_option("Le degré de mobilisation")
    page.get_by_role("button", name="Montrer son code QR").click()
    gather(page, "\n".join(participant(ouvrir, name).evaluate(LIEN) for name in "ABCD"))
    expect(page.locator(".resultat")).to_be_visible()
    received(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur


@pytest.mark.parametrize("id", sorted(path.stem for path in (RACINE / "data/listes").glob("*.yml")))
def test_every_list_wholly_answered_fits_in_a_code(ouvrir: Ouvrir, id: str) -> None:
    page = ouvrir(f"listes/{id}/")
    page.evaluate(
        """() => { for (const [i, point] of [...document.querySelectorAll(".point")].entries()) {
          const choices = point.querySelectorAll("input");
          choices[(i * 7) % choices.length].click();
        } }"""
    )
    page.get_by_label("Pseudonyme").fill("Outarde de la Table des aînés de la Matawinie")
    page.get_by_role("button", name="Montrer le code QR").click()
    expect(page.locator(".code-qr")).to_be_visible()
