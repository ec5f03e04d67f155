"""Les codes QR : dessinés par le guide, puis lus dans une image ou par la caméra d'un Chromium."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, Page, Playwright, expect

from .conftest import CHROMIUM, SANS_RESEAU

Filmer = Callable[..., Page]
Ouvrir = Callable[..., Page]

LIEN = "https://guide-concertation.example/listes/liste-mobilisation/#r=v1."
LIMITE = 666
ACCORD = "--use-fake-ui-for-media-stream"  # la personne permet la caméra
POLITIQUE = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'; "
    "form-action 'none'"
)

DESSIN = """async (texte) => {
  const { drawQr } = await import("/assets/qr/code-qr.js");
  const code = drawQr(texte, "Le code");
  if (code) document.body.replaceChildren(code);
  return Boolean(code);
}"""
ALLER_RETOUR = """async (texte) => {
  const { drawQr } = await import("/assets/qr/code-qr.js");
  const { decodeQR } = await import("/assets/qr/qr-0.7.0/decode.js");
  const image = new Image();
  const svg = new XMLSerializer().serializeToString(drawQr(texte, "Le code"));
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  return decodeQR(context.getImageData(0, 0, image.width, image.height));
}"""
LECTURE = """async () => {
  const { readImage } = await import("/assets/qr/lecteur-qr.js");
  return readImage(document.querySelector("[type=file]").files[0]);
}"""
CAMERA = """async () => {
  const { readCamera } = await import("/assets/qr/lecteur-qr.js");
  document.body.innerHTML = "<video></video><p></p><output></output><ul></ul>";
  const [video, seconds, output, list] = document.body.children;
  const show = (texte) => list.append(Object.assign(document.createElement("li"),
    { textContent: texte }));
  Object.assign(globalThis, { video, depart: new AbortController() });
  video.ontimeupdate = () => { seconds.textContent = Math.floor(video.currentTime); };
  readCamera(video, show, depart.signal).then(() => "fini", (error) => error.name)
    .then((mot) => { output.textContent = mot; });
}"""
REFUS = """globalThis.refus = [];
addEventListener("securitypolicyviolation", (event) => refus.push(event.blockedURI));"""
# Le seul remplacement de ce fichier : Chromium n'a pas de décodeur sur toutes les machines.
NATIF = """() => { globalThis.BarcodeDetector = class {
  static async getSupportedFormats() { return ["aztec", "qr_code"]; }
  async detect() { return [{ rawValue: "lu par le navigateur" }]; }
}; }"""
EN_PANNE = NATIF.replace("return [{", "throw new DOMException('', 'NotSupportedError'); [{")


@pytest.fixture(scope="module")
def page(chromium: Browser, adresse: str) -> Iterator[Page]:
    page = chromium.new_page()
    page.goto(adresse + "404.html")
    yield page
    page.close()


@pytest.fixture
def filmer(playwright: Playwright, adresse: str) -> Iterator[Filmer]:
    """La caméra d'un Chromium, sous la politique stricte : `filmer("--argument de Chromium")`."""
    browsers: list[Browser] = []

    def filmer(*arguments: str, adresse: str = adresse) -> Page:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[*SANS_RESEAU, "--use-fake-device-for-media-stream", *arguments],
        )
        browsers.append(browser)
        page = browser.new_page()
        page.add_init_script(REFUS)
        headers = {"Content-Type": "text/html", "Content-Security-Policy": POLITIQUE}
        page.route("**/essai", lambda route: route.fulfill(body="<!doctype html>", headers=headers))
        page.goto(adresse + "essai")
        page.evaluate(CAMERA)
        return page

    yield filmer
    for browser in browsers:
        browser.close()


def draw(page: Page, texte: str) -> Image.Image:
    """Le code tel qu'il est à l'écran."""
    assert page.evaluate(DESSIN, texte)
    return Image.open(io.BytesIO(page.locator(".code-qr").screenshot())).convert("L")


def film(path: Path, codes: list[Image.Image]) -> str:
    """Une vidéo Y4M : chaque code une seconde, flou, sur 70 % de la hauteur, et la main bouge."""
    frames = [b"YUV4MPEG2 W640 H480 F5:1 Ip A1:1 C420mpeg2\n"]
    for code in codes:
        for angle in (5, 3, 1, -2, -4):
            frame = Image.new("L", (640, 480), 120)
            tilted = code.resize((364, 364)).rotate(angle, fillcolor=120, expand=True)
            frame.paste(tilted, (100 + angle, 20))
            blurred = frame.filter(ImageFilter.GaussianBlur(0.8)).tobytes()
            frames.append(b"FRAME\n" + blurred + b"\x80" * (640 * 480 // 2))
    path.write_bytes(b"".join(frames))
    return f"--use-file-for-fake-video-capture={path}"


def read_image(page: Page, image: Path) -> str | None:
    page.evaluate("document.body.innerHTML = '<input type=file>'")
    page.set_input_files("[type=file]", image)
    text: str | None = page.evaluate(LECTURE)
    return text


def save(image: Image.Image, folder: Path) -> Path:
    image.save(folder / "photo.png")
    return folder / "photo.png"


LIENS = st.from_regex(r"[\w-]{0,590}", fullmatch=True, alphabet=st.characters(max_codepoint=127))
TEXTES = st.text(min_size=1, max_size=LIMITE // 4)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(LIENS.map(LIEN.__add__) | TEXTES)
@example(LIEN.ljust(LIMITE, "x"))
@example("é" * (LIMITE // 2))
@example("0" * LIMITE)
def test_what_is_drawn_is_read_back(page: Page, texte: str) -> None:
    assert page.evaluate(ALLER_RETOUR, texte) == texte


@pytest.mark.parametrize("texte", ["x" * (LIMITE + 1), "é" * 334, "0" * 2000, "x" * 1_000_000])
def test_a_text_too_long_is_not_drawn(page: Page, texte: str) -> None:
    assert not page.evaluate(DESSIN, texte)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_code_has_a_name_and_stays_black_on_white(page: Page, mode: str) -> None:
    page.emulate_media(color_scheme=mode, forced_colors="active")
    code = draw(page, LIEN)
    expect(page.get_by_role("img", name="Le code")).to_be_visible()
    assert code.getpixel((2, 2)) == 255
    assert [grey for _, grey in code.getcolors()] == [0, 255]
    page.emulate_media(color_scheme="light", forced_colors="none")


def test_a_code_is_one_path_inside_four_white_modules(page: Page) -> None:
    draw(page, LIEN)
    paths, side, box = page.locator(".code-qr").evaluate(
        """(code) => {
          const [path, ...others] = code.querySelectorAll("path");
          const { x, y, width, height } = path.getBBox();
          return [1 + others.length, code.viewBox.baseVal.width, [x, y, width, height]];
        }"""
    )
    assert (paths, box) == (1, [4, 4, side - 8, side - 8])


def test_the_camera_reads_a_code_once_then_is_turned_off(
    filmer: Filmer, page: Page, tmp_path: Path
) -> None:
    link = LIEN.ljust(LIMITE, "x")
    camera = filmer(ACCORD, film(tmp_path / "film.y4m", [draw(page, link)]))
    expect(camera.locator("p")).to_have_text(re.compile(r"^([3-9]|\d\d)$"))  # vingt lectures
    expect(camera.locator("li")).to_have_text([link])
    left = camera.evaluate(
        """() => {
          const [track] = video.srcObject.getTracks();
          depart.abort();
          return [track.readyState, video.srcObject];
        }"""
    )
    assert left == ["ended", None]
    expect(camera.locator("output")).to_have_text("fini")
    assert camera.evaluate("refus") == []


def test_each_code_is_read_when_it_comes_before_the_camera(
    filmer: Filmer, page: Page, tmp_path: Path
) -> None:
    codes = [draw(page, LIEN + name) for name in "AB"]
    camera = filmer(ACCORD, film(tmp_path / "film.y4m", codes))
    expect(camera.locator("li:nth-child(4)")).to_be_visible()
    texts = camera.locator("li").all_text_contents()
    assert texts[:4] in ([LIEN + "A", LIEN + "B"] * 2, [LIEN + "B", LIEN + "A"] * 2)


def test_a_camera_taken_away_says_so(filmer: Filmer) -> None:
    page = filmer(ACCORD)
    expect(page.locator("p")).to_have_text(re.compile(r"\d"))
    page.evaluate("video.srcObject.getTracks()[0].stop()")
    expect(page.locator("output")).to_have_text("NotReadableError")


@pytest.mark.parametrize(
    ("argument", "name"),
    [
        ("--deny-permission-prompts", "NotAllowedError"),
        ("--use-fake-device-for-media-stream=device-count=0", "NotFoundError"),
    ],
)
def test_a_camera_that_does_not_open_says_why(filmer: Filmer, argument: str, name: str) -> None:
    expect(filmer(argument).locator("output")).to_have_text(name)


def test_a_page_without_https_says_so(filmer: Filmer, adresse: str) -> None:
    page = filmer(
        "--host-resolver-rules=MAP guide.example 127.0.0.1",
        "--disable-features=LocalNetworkAccessChecks",
        adresse=adresse.replace("127.0.0.1", "guide.example"),
    )
    expect(page.locator("output")).to_have_text("NotSupportedError")


def test_a_reading_given_up_early_never_opens_the_camera(page: Page) -> None:
    asked = page.evaluate(
        """async () => {
          const { readCamera } = await import("/assets/qr/lecteur-qr.js");
          let asked = false;
          navigator.mediaDevices.getUserMedia = () => { asked = true; };
          await readCamera(document.createElement("video"), () => {}, AbortSignal.abort());
          return asked;
        }"""
    )
    assert not asked


def test_a_camera_given_up_while_it_opens_is_turned_off_without_an_error(filmer: Filmer) -> None:
    left = filmer(ACCORD).evaluate(
        """async () => {
          const { readCamera } = await import("/assets/qr/lecteur-qr.js");
          const [video, leaving] = [document.createElement("video"), new AbortController()];
          let track;
          video.onplay = () => { [track] = video.srcObject.getTracks(); leaving.abort(); };
          await readCamera(video, () => {}, leaving.signal);
          return [track.readyState, video.srcObject];
        }"""
    )
    assert left == ["ended", None]


@pytest.mark.parametrize("pixels", [1, 2, 4])
def test_a_screenshot_is_read(page: Page, tmp_path: Path, pixels: int) -> None:
    """Quel que soit le nombre de pixels par module."""
    code = draw(page, LIEN + "x" * 300)
    smaller = code.resize((code.width * pixels // 4,) * 2)
    assert read_image(page, save(smaller, tmp_path)) == LIEN + "x" * 300


def test_a_code_in_the_corner_of_a_photo_is_read(page: Page, tmp_path: Path) -> None:
    photo = Image.new("L", (4000, 3000), 90)
    code = draw(page, LIEN).resize((800, 800)).rotate(20, fillcolor=90, expand=True)
    photo.paste(code, (2900, 1900))
    assert read_image(page, save(photo.filter(ImageFilter.GaussianBlur(2)), tmp_path)) == LIEN


def test_a_code_on_a_transparent_ground_is_read(page: Page, tmp_path: Path) -> None:
    dark = draw(page, LIEN).point(lambda grey: 255 - grey)
    clear = Image.new("RGBA", dark.size)
    clear.putalpha(dark)
    assert read_image(page, save(clear, tmp_path)) == LIEN


@pytest.mark.parametrize(
    "image",
    [
        Image.new("L", (800, 600), 200),
        Image.new("L", (1, 1)),
        Image.new("L", (9000, 1)),
    ],
    ids=["unie", "point", "trait"],
)
def test_an_image_without_a_code_gives_nothing(
    page: Page, tmp_path: Path, image: Image.Image
) -> None:
    assert read_image(page, save(image, tmp_path)) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n puis rien", b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ids=["rien", "coupé", "svg"],
)
def test_what_is_not_an_image_gives_nothing(page: Page, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(content)
    assert read_image(page, path) is None


def test_an_image_of_a_hundred_million_pixels_is_left_alone(page: Page, tmp_path: Path) -> None:
    """Quelques kilo-octets, qui en font un demi-milliard une fois décodés."""
    bomb = Image.new("1", (11_000, 11_000), 1)
    bomb.paste(draw(page, LIEN).resize((8000, 8000)))
    assert read_image(page, save(bomb, tmp_path)) is None


def test_a_file_of_thirty_megabytes_is_left_alone(page: Page, tmp_path: Path) -> None:
    path = save(draw(page, LIEN), tmp_path)
    assert read_image(page, path) == LIEN
    path.write_bytes(path.read_bytes().ljust(30_000_001))
    assert read_image(page, path) is None


def test_a_browser_that_reads_codes_loads_no_decoder(
    ouvrir: Ouvrir, page: Page, tmp_path: Path
) -> None:
    code, other = save(draw(page, LIEN), tmp_path), ouvrir("404.html")
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    other.evaluate(NATIF)
    assert read_image(other, code) == "lu par le navigateur"
    assert [url.rpartition("/")[2] for url in asked if "/qr/" in url] == ["lecteur-qr.js"]


def test_a_browser_that_fails_to_read_codes_is_replaced(
    ouvrir: Ouvrir, page: Page, tmp_path: Path
) -> None:
    code, other = save(draw(page, LIEN), tmp_path), ouvrir("404.html")
    other.evaluate(EN_PANNE)
    assert read_image(other, code) == LIEN
