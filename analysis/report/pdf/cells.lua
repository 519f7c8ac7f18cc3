-- Turns a notebook's cells into an ordinary document: cell and output wrappers vanish, HTML and Markdown outputs are
-- parsed, every other raw passage is dropped (so that nothing in a notebook reaches typst as markup), headings get
-- labels that begin with the chapter's name, and links that lead nowhere inside the PDF become plain text. A first
-- heading of the first level is no part of the text but its title.
--
-- Metadata read: `chapter` (its name; a link to NAME.ipynb leads to the chapter of that name, where there is one).

local MARKDOWN = 'markdown_strict+native_spans+native_divs+pipe_tables+strikeout+space_in_atx_header'
  .. '+intraword_underscores+backtick_code_blocks+tex_math_dollars+lists_without_preceding_blankline'

local function parsed(raw)
  if raw.format:match('^html') then
    return pandoc.read(raw.text, 'html').blocks
  elseif raw.format == 'markdown' then
    return pandoc.read(raw.text, MARKDOWN).blocks
  end
  return pandoc.Blocks {}
end

local function is_language(tag)
  return tag ~= nil and tag:match('^%a%a%a?$') ~= nil or tag ~= nil and tag:match('^%a%a%a?%-%a%a$') ~= nil
end

-- Attributes named typst:* would be written as typst code, so only the language survives.
local function only_language(element)
  local language = element.attributes.lang
  element.attr = pandoc.Attr('', {}, is_language(language) and { lang = language } or {})
  return element
end

-- Of a span's style only what carries meaning: a marked passage with its colour, and a label in small type.
local function marked(span)
  local style = span.attributes.style or ''
  local mark, small = span.classes:includes('mark'), style:match('font%-size:%s*0?%.%d+r?em')
  local colour = style:match('background[%-color]*:%s*(#%x+)')
  only_language(span)
  if small then span.classes:insert('small') end
  if mark then
    span.classes:insert('mark')
    span.attributes.colour = colour and (#colour == 4 or #colour == 7) and colour or '#fff3b0'
  end
  return span
end

local harmless = {
  RawBlock = parsed,
  RawInline = function(raw)
    if not raw.format:match('^html') then return {} end
    if raw.text:match('^<br') then return pandoc.LineBreak() end
    return raw.text:match('^<img') and pandoc.utils.blocks_to_inlines(pandoc.read(raw.text, 'html').blocks) or {}
  end,
}

-- Two line breaks in a row part paragraphs: displaCy writes a text so.
local function paragraphs(block)
  local found, current, breaks = pandoc.Blocks {}, pandoc.Inlines {}, 0
  local function close()
    if #current > 0 then found:insert(pandoc.Para(current)) end
    current = pandoc.Inlines {}
  end
  for _, inline in ipairs(block.content) do
    local blank = inline.t == 'Space' or inline.t == 'SoftBreak'
    if inline.t == 'LineBreak' then
      breaks = breaks + 1
    elseif not blank or breaks == 0 and #current > 0 then
      if breaks > 1 then close() end
      if breaks == 1 and #current > 0 then current:insert(pandoc.LineBreak()) end
      current:insert(inline)
      breaks = 0
    end
  end
  close()
  return #found > 1 and found or nil
end

local attributes = {
  Para = paragraphs,
  Plain = paragraphs,
  Div = only_language,
  Span = marked,
  Header = function(header)
    header.attr = pandoc.Attr(header.identifier)
    return header
  end,
  Code = function(code)
    code.attr = pandoc.Attr()
    return code
  end,
}

-- Raw HTML inside parsed HTML (pandoc keeps none today) would need a second pass, so the walk is repeated once.
local function cleaned(blocks)
  local none = { RawBlock = function() return {} end, RawInline = harmless.RawInline }
  return pandoc.Blocks(blocks):walk(harmless):walk(none):walk(attributes)
end

local function is_empty_code(block)
  return block.t == 'CodeBlock' and not block.text:find('%S')
end

local function cells(doc)
  local found = pandoc.Blocks {}
  for _, block in ipairs(doc.blocks) do
    local wrapped = block.t == 'Div' and block.classes:includes('cell')
    for _, inner in ipairs(wrapped and block.content or { block }) do
      if inner.t == 'Div' and inner.classes:includes('output') then
        found:extend(inner.content)
      elseif not is_empty_code(inner) then
        found:insert(inner)
      end
    end
  end
  return cleaned(found)
end

-- Jupyter keeps case and writes `-` for a space, pandoc lowers case and drops punctuation: compare what both keep.
local function anchor(text)
  return (pandoc.text.lower(text):gsub('%%(%x%x)', function(hex) return string.char(tonumber(hex, 16)) end)
    :gsub('[%s%-_]+', '-'):gsub('[%.,:;!%?%(%)"\'„“”»«–…]', ''))
end

-- Of headings that read alike the second is the first with `-2` behind it.
local function headings(blocks, chapter)
  local labels, count, previous, title = {}, 0, 0, nil
  local found = blocks:walk {
    Header = function(header)
      local text = pandoc.utils.stringify(header)
      if not text:find('%S') then return {} end
      if count == 0 and title == nil and header.level == 1 then
        title = text
        return {}
      end
      count = count + 1
      local name, same = chapter .. ':' .. anchor(text), 1
      local label = name
      while labels[label] do
        same = same + 1
        label = name .. '-' .. same
      end
      labels[label] = true
      header.level = math.min(math.max(1, title and header.level - 1 or header.level), previous + 1)
      previous = header.level
      header.identifier = label
      return header
    end,
  }
  return found, title, labels
end

local function resolved(link, chapter, labels)
  local target = link.target
  if target:match('^https?://') or target:match('^mailto:') then
    return pandoc.Link(link.content, target)
  end
  local file, heading = target:match('^([^#]*)#?(.*)$')
  if file == '' then
    local label = chapter .. ':' .. anchor(heading)
    return labels[label] and pandoc.Link(link.content, '#' .. label) or link.content
  elseif not file:match('%.ipynb$') then
    return link.content
  end
  local other = pandoc.path.split_extension(pandoc.path.filename(file))
  local wanted = heading ~= '' and { other .. ':' .. anchor(heading), other } or { other }
  return pandoc.Link(link.content, 'chapter', '', { wanted = table.concat(wanted, '\n') })
end

function Pandoc(doc)
  local chapter = pandoc.utils.stringify(doc.meta.chapter or '')
  local blocks, title, labels = headings(cells(doc), chapter)
  blocks = blocks:walk { Link = function(link) return resolved(link, chapter, labels) end }
  return pandoc.Pandoc(blocks, { title = title and pandoc.MetaString(title) or nil })
end
