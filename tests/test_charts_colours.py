"""The colours of positions, as eyes with and without colour vision see them, and as grey print shows them."""

import itertools

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from analysis.charts import glyphs, style
from analysis.trends import NO_POSITION

# Machado, Oliveira and Fernandes (2009), A physiologically-based model for simulation of color vision deficiency,
# IEEE Transactions on Visualization and Computer Graphics 15, 1291-1298: severity 1.0, on linear RGB.
SEEN = {
    "all colours": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# IEC 61966-2-1: sRGB to CIE XYZ, white D65.
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = XYZ.sum(axis=1)


def linear(colour):
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour, eyes="all colours"):
    """CIE 1976 L*a*b* of a colour as these eyes see it; the distance of two is their CIE 1976 colour difference."""
    seen = XYZ @ np.clip(np.array(SEEN[eyes]) @ linear(colour), 0, 1) / WHITE
    f = np.array([value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in seen])
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one, other="white"):
    """Contrast ratio of WCAG 2.2, 1 to 21."""
    low, high = sorted(float(XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def smallest(colours, eyes):
    """The two that look most alike, and how far apart they are."""
    seen = {name: lab(colour, eyes) for name, colour in colours.items()}
    return min((float(np.linalg.norm(seen[a] - seen[b])), a, b) for a, b in itertools.combinations(seen, 2))


@pytest.mark.parametrize(
    ("colour", "known"), [("#ff0000", (53.2, 80.1, 67.2)), ("#0000ff", (32.3, 79.2, -107.9)), ("#777777", (50.0, 0, 0))]
)
def test_colours_are_measured_as_the_commission_has_them(colour, known):
    assert lab(colour) == pytest.approx(known, abs=0.2)


@pytest.mark.parametrize("eyes", SEEN)
def test_greys_look_alike_to_all_eyes(eyes):
    for grey in ("#222222", "#777777", "#dddddd"):
        assert lab(grey, eyes) == pytest.approx(lab(grey), abs=0.1)


def test_red_and_green_are_what_the_simulation_confuses():
    far, near = (
        np.linalg.norm(lab("#c23b22", eyes) - lab("#5b7a1a", eyes)) for eyes in ("all colours", "deuteranopia")
    )
    assert far > 60 and near < 30


@pytest.mark.parametrize("eyes", SEEN)
def test_positions_are_told_apart_whatever_eyes_one_has(eyes):
    assert smallest(style.FILLS, eyes) > (20,)
    assert smallest(style.LINES, eyes) > (20,)


def test_positions_are_told_apart_in_grey_print():
    greys = sorted(lab(fill)[0] for fill in style.FILLS.values())
    assert min(b - a for a, b in itertools.pairwise(greys)) > 12
    assert len({style.MARKS[position] for position in [*style.FILLS, NO_POSITION]}) == 6


def test_the_scale_goes_from_one_hue_through_none_to_the_other():
    warmth = [lab(style.FILLS[p])[2] for p in ("rejects", "reserved", "conditional", "willing", "leads")]
    assert min(warmth[:2]) > 20 > abs(warmth[2]) and max(warmth[3:]) < -15


def test_lines_and_words_can_be_seen_on_paper():
    assert min(contrast(line) for line in style.LINES.values()) > 3  # WCAG 2.2, 1.4.11
    assert min(contrast(ink) for ink in (style.INK, style.MUTED, style.ACCENT)) > 4.5  # 1.4.3
    for position, fill in style.FILLS.items():
        assert contrast("white" if position in style.DARK else style.INK, fill) > 4.5


def test_no_position_is_no_colour_of_the_scale():
    assert glyphs.BLANK["facecolor"] == "white"
    assert "white" not in style.FILLS.values()


def test_shades_of_the_accent_grow_darker():
    lightness = [lab(style.SHADES(value))[0] for value in np.linspace(0, 1, 20)]
    assert lightness == sorted(lightness, reverse=True)
    assert lightness[0] < 96
