-- Turns a notebook's cells into an ordinary document: cell and output wrappers vanish, HTML and Markdown outputs are
-- parsed, every other raw passage is dropped (so that nothing in a notebook reaches typst as markup), headings get
-- one set of labels, and links that lead nowhere inside the PDF become plain text.
--
-- Metadata read: `lift-title` (true where the first heading is the document's title).

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

-- The notebook each cell came from is in its `notebook` attribute where several are bound together.
local function cells(doc)
  local found = {}
  for _, block in ipairs(doc.blocks) do
    local wrapped = block.t == 'Div' and block.classes:includes('cell')
    local content = pandoc.Blocks {}
    for _, inner in ipairs(wrapped and block.content or { block }) do
      if inner.t == 'Div' and inner.classes:includes('output') then
        content:extend(inner.content)
      elseif not is_empty_code(inner) then
        content:insert(inner)
      end
    end
    table.insert(found, { notebook = wrapped and block.attributes.notebook or '', blocks = cleaned(content) })
  end
  return found
end

-- Jupyter keeps case and writes `-` for a space, pandoc lowers case and drops punctuation: compare what both keep.
local function anchor(text)
  return (pandoc.text.lower(text):gsub('%%(%x%x)', function(hex) return string.char(tonumber(hex, 16)) end)
    :gsub('[%s%-_]+', '-'):gsub('[%.,:;!%?%(%)"\'„“”»«–…]', ''))
end

local function headings(found, lift)
  local labels, first, count, previous = {}, {}, 0, 0
  local title = nil
  for _, cell in ipairs(found) do
    cell.blocks = cell.blocks:walk {
      Header = function(header)
        local text = pandoc.utils.stringify(header)
        if not text:find('%S') then return {} end
        if lift and count == 0 and title == nil and header.level == 1 then
          title = text
          return {}
        end
        count = count + 1
        local label = 'section-' .. count
        local names = { header.identifier, text }
        for _, name in ipairs(names) do
          labels[cell.notebook .. '#' .. anchor(name)] = labels[cell.notebook .. '#' .. anchor(name)] or label
        end
        first[cell.notebook] = first[cell.notebook] or label
        local level = math.max(1, title and header.level - 1 or header.level)
        header.level = math.min(level, previous + 1)
        previous = header.level
        header.identifier = label
        return header
      end,
    }
  end
  return title, labels, first
end

local function resolved(link, notebook, labels, first)
  local target = link.target
  if target:match('^https?://') or target:match('^mailto:') then
    return pandoc.Link(link.content, target)
  end
  local file, heading = target:match('^([^#]*)#?(.*)$')
  local other = file == '' and notebook or pandoc.path.split_extension(pandoc.path.filename(file))
  local label = heading ~= '' and labels[other .. '#' .. anchor(heading)]
    or file:match('%.ipynb$') and first[other]
  return label and pandoc.Link(link.content, '#' .. label) or link.content
end

function Pandoc(doc)
  local found = cells(doc)
  local title, labels, first = headings(found, doc.meta['lift-title'])
  local blocks = pandoc.Blocks {}
  for _, cell in ipairs(found) do
    blocks:extend(cell.blocks:walk {
      Link = function(link) return resolved(link, cell.notebook, labels, first) end,
    })
  end
  return pandoc.Pandoc(blocks, { title = title and pandoc.MetaString(title) or nil })
end
