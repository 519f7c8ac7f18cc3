"""Where the labels of a figure lie: whether one covers another, whether one leaves the page."""

from matplotlib.text import Annotation

from analysis.charts import style

PAGE = 9.7  # inches: the height of the type area of A4 with 25 mm margins
PIXEL = 1.0  # what two boxes may share, or a box may have outside: less than the eye sees at 100 dots an inch
LEADING = 1.5  # pixels that two lines of a text may share: boxes of lines hold the room for ascenders and descenders


def labels(axes):
    """Every text that is seen on the figure of the axes, with its box in pixels."""
    figure = axes.figure
    found = list(figure.texts)
    for part in figure.axes:
        found += part.texts
        for axis in (part.xaxis, part.yaxis):
            if not (part.axison and axis.get_visible()):
                continue
            low, high = sorted(axis.get_view_interval())
            ticks = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
            found += [axis.label, *(label for place, label in ticks if low <= place <= high)]
    renderer = figure.canvas.get_renderer()
    with style.house():
        figure.draw(renderer)
        return [(text.get_text(), text.get_window_extent(renderer)) for text in found if text.get_text().strip()]


def outside(axes):
    """The texts that the page cuts."""
    page = axes.figure.bbox
    return [
        text
        for text, box in labels(axes)
        if min(box.x0, box.y0) < -PIXEL or box.x1 > page.x1 + PIXEL or box.y1 > page.y1 + PIXEL
    ]


def beyond(axes):
    """The texts beside marks of the plot that run over its frame."""
    frame, renderer = axes.bbox, axes.figure.canvas.get_renderer()
    beside = [text for text in axes.texts if isinstance(text, Annotation)]
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in beside]
    return [
        text
        for text, box in boxes
        if min(box.x0 - frame.x0, box.y0 - frame.y0, frame.x1 - box.x1, frame.y1 - box.y1) < -PIXEL
    ]


def covered(axes):
    """The pairs of texts that share a place. Sorted from left to right, so that few pairs are compared."""
    found = []
    before = []
    for text, box in sorted(labels(axes), key=lambda label: label[1].x0):
        before = [(other, old) for other, old in before if old.x1 - box.x0 > PIXEL]
        found += [
            (other, text)
            for other, old in before
            if min(old.x1, box.x1) - box.x0 > PIXEL and min(old.y1, box.y1) - max(old.y0, box.y0) > LEADING
        ]
        before.append((text, box))
    return found
