-- Writes words, code, links and images as typst string literals. In a literal nothing is markup: no quotation mark is
-- turned, no `--` becomes a dash, and no article text can run as code.
--
-- Variables read: `media` (folder for the images, relative to the document).

local TEXT_WIDTH, TEXT_HEIGHT = 453, 560 -- pt; the height leaves room for a caption

-- Characters for private use, which PDF/A forbids, and the two forms of the mark of byte order, which PDF/UA does.
local FORBIDDEN = {
  ['\xEE[\x80-\xBF][\x80-\xBF]'] = '\u{fffd}',
  ['\xEF[\x80-\xA3][\x80-\xBF]'] = '\u{fffd}',
  ['\xF3[\xB0-\xBF][\x80-\xBF][\x80-\xBF]'] = '\u{fffd}',
  ['\xF4[\x80-\xBF][\x80-\xBF][\x80-\xBF]'] = '\u{fffd}',
  ['\xEF\xBB\xBF'] = '',
  ['\xEF\xBF\xBE'] = '',
}

local function literal(text)
  for forbidden, shown in pairs(FORBIDDEN) do text = text:gsub(forbidden, shown) end
  local escaped = text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('\n', '\\n'):gsub('\r', ''):gsub('\t', '    ')
  return '"' .. escaped:gsub('[%z\1-\8\11\12\14-\31\127]', '') .. '"'
end

local function raw(text) return pandoc.RawInline('typst', text) end

local function enclosed(before, inlines, after)
  local content = pandoc.Inlines { raw(before) }
  content:extend(inlines)
  content:insert(raw(after))
  return content
end

local function language(tag)
  local code, region = tag:match('^(%a+)%-?(%a*)$')
  local place = region ~= '' and string.format(', region: "%s"', region:lower()) or ''
  return string.format('lang: "%s"%s', code:lower(), place)
end

local function is_number(text) return text and text:match('^%d+%.?%d*$') end

-- Percent of the text's width; browsers count 96 pixels to the inch.
local function share(image, size)
  local points, height = size.width * 72 / size.dpi_horz, size.height * 72 / size.dpi_vert
  if is_number(image.attributes.width) then
    local shown = tonumber(image.attributes.width) * 0.75
    points, height = shown, height * shown / points
  end
  local scale = math.min(1, TEXT_WIDTH / points, TEXT_HEIGHT / height)
  return math.floor(100 * points * scale / TEXT_WIDTH + 0.5)
end

local KINDS = { ['image/png'] = 'png', ['image/jpeg'] = 'jpg', ['image/gif'] = 'gif', ['image/svg+xml'] = 'svg',
  ['image/webp'] = 'webp' }

-- The image as a typst call, or nil where it is on the web, missing, broken or of a kind that typst cannot draw.
local function drawn(image, description)
  if image.src:match('^%a+://') then return nil end
  local ok, kind, contents = pcall(pandoc.mediabag.fetch, image.src)
  local ending = ok and contents and KINDS[(kind or ''):match('^[^;]*')]
  if not ending then return nil end
  local measured, size = pcall(pandoc.image.size, contents)
  if not measured then return nil end
  local name = pandoc.utils.sha1(contents) .. '.' .. ending
  local file = assert(io.open(name, 'wb'))
  file:write(contents)
  file:close()
  return string.format('image(%s, width: %d%%, alt: %s)', literal(name), share(image, size), literal(description))
end

local function description(image, caption)
  local said = image.attributes.alt or pandoc.utils.stringify(image.caption)
  if said:find('%S') then return said end
  local below = pandoc.utils.stringify(caption)
  return below:find('%S') and below or 'Figure without a description'
end

local function missing(image, said)
  local text = pandoc.Inlines { pandoc.Str('[' .. said .. ']') }
  return image.src:match('^https?://') and enclosed('#link(' .. literal(image.src) .. ')[', text, ']') or text
end

local function figure(element)
  local image
  element:walk { Image = function(found) image = image or found end }
  local caption = pandoc.utils.blocks_to_inlines(element.caption.long)
  if not image then return element.content end
  local said = description(image, caption)
  local call = drawn(image, said)
  if not call then return pandoc.Para(missing(image, said)) end
  if #caption == 0 then return pandoc.Para { raw('#picture(' .. call:match('".-"') .. ', ' .. call .. ')') } end
  return pandoc.Para(enclosed('#figure(' .. call .. ', caption: [', caption, '])'))
end

-- A hash, an address or an identifier longer than LONG_WORD may break where a reader would break it.
local LONG_WORD, LONG_LINE, BREAK = 30, 85, '\u{200b}'

local function breakable(word, longest)
  if utf8.len(word) == nil or utf8.len(word) <= longest then return word end
  local pieces, since = {}, 0
  for _, code in utf8.codes(word) do
    local char = utf8.char(code)
    since = since + 1
    table.insert(pieces, char)
    if char:match('[/_%-%.?&=]') or since >= longest // 2 then
      table.insert(pieces, BREAK)
      since = 0
    end
  end
  return table.concat(pieces)
end

-- Runs of words and spaces become one literal.
local function joined(inlines)
  local found, words = pandoc.Inlines {}, nil
  local function flush()
    if not words then return end
    local trailing = words:match(' $')
    found:insert(raw('#' .. literal(trailing and words:sub(1, -2) or words) .. ';'))
    if trailing then found:insert(pandoc.Space()) end
    words = nil
  end
  for _, inline in ipairs(inlines) do
    if inline.t == 'Str' then words = (words or '') .. breakable(inline.text, LONG_WORD)
    elseif words and (inline.t == 'Space' or inline.t == 'SoftBreak') then words = words:gsub(' $', '') .. ' '
    else
      flush()
      found:insert(inline)
    end
  end
  flush()
  return found
end

local function is_table(block)
  local first = block and block.t == 'Para' and block.content[1]
  local call = first and first.t == 'RawInline' and first.text or ''
  return call:match('^#data%-table') ~= nil or call:match('^#side%-by%-side') ~= nil
end

-- A paragraph before a table is set as its lead-in; empty ones, which hidden code leaves, are none.
local function led_in(blocks)
  local found = pandoc.Blocks {}
  for _, block in ipairs(blocks) do
    local before = found[#found]
    if is_table(block) and before and before.t == 'Para' and not is_table(before) then
      found[#found] = pandoc.Para(enclosed('#lead-in[', before.content, ']'))
    end
    local text = block.t == 'Para' or block.t == 'Plain'
    if not text then found:insert(block)
    elseif #block.content > 0 then found:insert(pandoc.Para(block.content)) end
  end
  return found
end

function Pandoc(doc)
  local title = doc.meta.title and literal(pandoc.utils.stringify(doc.meta.title)) or 'none'
  local blocks = doc.blocks:walk { Figure = figure }:walk {
    Image = function(image)
      local said = description(image, {})
      local call = drawn(image, said)
      return call and raw('#' .. call) or missing(image, said)
    end,
  }:walk {
    Link = function(link)
      local label, wanted = link.target:match('^#(.*)$'), link.attributes.wanted
      if wanted then return enclosed('#to-chapter(' .. literal(wanted) .. ')[', link.content, ']') end
      local target = label and 'label(' .. literal(label) .. ')' or literal(link.target)
      return enclosed('#link(' .. target .. ')[', link.content, ']')
    end,
    Span = function(span)
      local content, tag = span.content, span.attributes.lang
      if span.classes:includes('small') then content = enclosed('#small-label[', content, ']') end
      if span.classes:includes('mark') then
        content = enclosed('#highlight(fill: rgb(' .. literal(span.attributes.colour) .. '))[', content, ']')
      end
      local broken = span.classes:includes('hyphenated') and ', hyphenate: true' or ''
      return tag and enclosed('#text(' .. language(tag) .. broken .. ')[', content, ']') or content
    end,
    Code = function(code) return raw('#raw(' .. literal(code.text) .. ');') end,
    -- Between two dollar signs with quotation marks stands a sentence about money, not a formula.
    Math = function(math)
      for _, mark in ipairs { '"', '„', '“', '”', '»', '«', '›', '‹', '‚', '‘', '’' } do
        if math.text:find(mark, 1, true) then return raw('#' .. literal('$' .. math.text .. '$') .. ';') end
      end
      return enclosed('#[#set math.equation(alt: ' .. literal(math.text) .. ');', { math }, ']')
    end,
    CodeBlock = function(code)
      local class = code.classes[1] or ''
      local text = code.text:gsub('%S+', function(word) return breakable(word, LONG_LINE) end)
      local name = class:match('^[%w+-]+$') and class or 'txt'
      return pandoc.RawBlock('typst', string.format('#raw(%s, block: true, lang: "%s")', literal(text), name))
    end,
    Div = function(div)
      if not div.attributes.lang then return div.content end
      local content = pandoc.Blocks { pandoc.RawBlock('typst', '#[#set text(' .. language(div.attributes.lang) .. ')') }
      content:extend(div.content)
      content:insert(pandoc.RawBlock('typst', ']'))
      return content
    end,
    Inlines = joined,
  }
  blocks = led_in(blocks)
  blocks:insert(1, pandoc.RawBlock('typst', '#import "/page.typ": *\n#let title = ' .. title))
  return pandoc.Pandoc(blocks)
end
