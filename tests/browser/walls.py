"""What a browser measures of a sheet on a wall."""

# Every text that can be seen, its size and its place; an element that only readers of the screen
# get is clipped to a pixel.
MEASURE = """
() => {
  const sheet = document.querySelector('.sheet').getBoundingClientRect();
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.textContent.trim() || ['STYLE', 'SCRIPT'].includes(parent.tagName)) continue;
    const style = getComputedStyle(parent);
    if (style.visibility === 'hidden' || style.display === 'none') continue;
    if (parent.getBoundingClientRect().width < 2) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const cell = parent.closest('td, th, li, header, footer, button') || parent;
    const unseen = parent.closest('caption, .unseen') || parent;
    if (getComputedStyle(unseen).clipPath !== 'none') continue;
    for (const box of range.getClientRects()) {
      if (box.width < 2 || box.height < 2 || box.bottom <= 0) continue;
      const within = cell.getBoundingClientRect();
      texts.push({
        text: node.textContent.trim().slice(0, 40), size: parseFloat(style.fontSize),
        left: box.left, right: box.right, top: box.top, bottom: box.bottom,
        over: Math.max(box.right - within.right, within.left - box.left),
        in_sheet: !!parent.closest('.sheet'), in_axis: !!parent.closest('tfoot'),
      });
    }
  }
  const main = document.querySelector('[data-testid=stMain]');
  const scrolls = [document.scrollingElement, main, document.querySelector('.sheet')]
    .filter(each => each.scrollHeight > each.clientHeight + 1
      || each.scrollWidth > each.clientWidth + 1)
    .map(each => each.className || each.tagName);
  const rows = document.querySelector('.sheet .rows table');
  const foot = document.querySelector('.sheet > footer');
  return {
    texts, scrolls, width: innerWidth, height: innerHeight,
    sheet: {left: sheet.left, right: sheet.right, top: sheet.top, bottom: sheet.bottom},
    rows_over_foot: rows && foot
      ? rows.getBoundingClientRect().bottom - foot.getBoundingClientRect().top : 0,
    glyphs: [...document.querySelectorAll('.sheet .glyph')]
      .map(each => each.getBoundingClientRect().width),
    hidden: document.querySelectorAll('.sheet').length - 1,
  };
}
"""


def faults(page, share):
    """What is wrong with the sheet that a page shows; ``share`` is the least size of text."""
    seen = page.evaluate(MEASURE)
    least = share * seen["height"]
    found = [f"scrolls: {each}" for each in seen["scrolls"]]
    if seen["rows_over_foot"] > 1:
        found.append(f"rows reach {seen['rows_over_foot']:.0f} pixels into the foot")
    found += [
        f"{text['size']:.1f} pixels: {text['text']}"
        for text in seen["texts"]
        if text["size"] < least - 0.01
    ]
    found += [f"wider than its cell: {text['text']}" for text in seen["texts"] if _is_wide(text)]
    found += [f"outside: {text['text']}" for text in seen["texts"] if _is_outside(text, seen)]
    found += [f"mark of {width:.0f} pixels" for width in seen["glyphs"] if width < 18]
    found += _overlaps([text for text in seen["texts"] if text["in_sheet"]])
    return found


def _is_wide(text):
    return text["in_sheet"] and not text["in_axis"] and text["over"] > 2


def _is_outside(text, seen):
    return (
        text["left"] < -1
        or text["right"] > seen["width"] + 1
        or text["bottom"] > seen["height"] + 1
    )


def _overlaps(texts):
    """Pairs of texts whose letters touch: a fifth of a line's height is its empty edge."""
    found = []
    for place, one in enumerate(texts):
        for other in texts[place + 1 :]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            height = min(one["bottom"] - one["top"], other["bottom"] - other["top"])
            if across > 1 and down > 0.35 * height:
                found.append(f"overlap: {one['text']} / {other['text']}")
    return found
