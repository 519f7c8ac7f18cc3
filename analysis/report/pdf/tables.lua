-- Sets tables for an A4 page: numbers to the right, a header that repeats, type small enough for the longest word,
-- columns as wide as their text asks, a long narrow table in two halves side by side, and a table that is still too
-- wide cut into parts that repeat the row labels.

local function part(name) return dofile(pandoc.path.join { pandoc.path.directory(PANDOC_SCRIPT_FILE), name }) end

local grids, widths = part('grids.lua'), part('widths.lua')
local GUTTER, FEW, MANY = 16, 14, 40 -- pt; rows from which a narrow table is halved, and the most in a pair of halves

local function raw(text) return pandoc.RawInline('typst', text) end

-- Lets a name in a head break after an underscore, as its width was measured.
local function loosened(inlines)
  return inlines:walk {
    Str = function(str) return pandoc.Str((str.text:gsub('_', '_\u{200b}'))) end,
  }
end

-- A row stays on one page unless it is too tall for any.
local function cell_inlines(cell)
  local options = { 'breakable: ' .. tostring(#cell.text > 800) }
  if cell.columns > 1 then table.insert(options, 'colspan: ' .. cell.columns) end
  if cell.columns > 1 then table.insert(options, 'align: center') end
  if cell.rows > 1 then table.insert(options, 'rowspan: ' .. cell.rows) end
  local content = pandoc.Inlines { raw('table.cell(' .. table.concat(options, ', ') .. ')[') }
  local foreign = cell.language and pandoc.Span(cell.inlines, { class = 'hyphenated', lang = cell.language })
  content:extend(foreign and { foreign } or cell.inlines)
  content:insert(raw('],'))
  return content
end

local function written(kept, measures, head, body, caption, size, columns)
  local places, aligned = {}, {}
  for place, column in ipairs(kept) do
    places[column] = place
    aligned[place] = measures[column].numeric and 'right' or 'left'
  end
  local content = pandoc.Inlines { raw(string.format(
    '#data-table(size: %dpt, columns: (%s,), align: (%s,), caption: ', size, columns, table.concat(aligned, ', ')
  )) }
  if #caption > 0 then
    content:insert(raw('['))
    content:extend(caption)
    content:insert(raw('], '))
  else
    content:insert(raw('none, '))
  end
  local function add(cells)
    for _, cell in ipairs(cells) do
      if places[cell.column] then content:extend(cell_inlines(cell)) end
    end
  end
  if #head > 0 then
    content:insert(raw('table.header('))
    add(head)
    content:insert(raw('table.hline(stroke: 0.5pt)),'))
  end
  add(body)
  content:insert(raw(')'))
  return content
end

local function is_halved(measures, kept, body, count)
  local half = (widths.TEXT_WIDTH - GUTTER) / 2
  if count < FEW or widths.natural(measures, kept, widths.SIZES[1]) > half then return false end
  for _, cell in ipairs(body) do
    if cell.rows > 1 then return false end
  end
  return true
end

-- Pairs of tables with the same columns, none broken over pages.
local function halves(kept, measures, head, body, count)
  local columns, found = {}, pandoc.Blocks {}
  for place, column in ipairs(kept) do
    columns[place] = string.format('%.1fpt', measures[column].longest * widths.SIZES[1] + widths.PADDING)
  end
  local function rows(first, last)
    local cells = {}
    for _, cell in ipairs(body) do
      if cell.row >= first and cell.row <= last then table.insert(cells, cell) end
    end
    return written(kept, measures, head, cells, {}, widths.SIZES[1], table.concat(columns, ', '))
  end
  local most = math.ceil(count / math.ceil(count / MANY))
  for first = 1, count, most do
    local last = math.min(count, first + most - 1)
    local middle = (first + last) // 2
    local content = pandoc.Inlines { raw(string.format('#side-by-side(%dpt)[', GUTTER)) }
    content:extend(rows(first, middle))
    content:insert(raw(']['))
    content:extend(rows(middle + 1, last))
    content:insert(raw(']'))
    found:insert(pandoc.Para(content))
  end
  return found
end

function Table(element)
  local head, rows, labels = grids.grid(element.head.rows), pandoc.List {}, 0
  for _, part in ipairs(element.bodies) do
    labels = math.max(labels, part.row_head_columns)
    rows:extend(part.head)
    rows:extend(part.body)
  end
  rows:extend(element.foot.rows)
  local body, kept = grids.grid(rows), {}
  if #head + #body == 0 then return {} end
  head = grids.merged(head)
  for _, cell in ipairs(head) do cell.inlines = loosened(cell.inlines) end
  local start = #element.colspecs > 1 and grids.is_running_index(head, body) and 2 or 1
  for column = start, #element.colspecs do table.insert(kept, column) end
  local measures = widths.measured(#element.colspecs, head, body)
  local caption = pandoc.utils.blocks_to_inlines(element.caption.long)
  local size = widths.fitting(measures, kept)
  if grids.has_spans(head) or grids.has_spans(body) then
    local autos = string.rep('auto', #kept, ', ')
    return pandoc.Para(written(kept, measures, head, body, caption, size or widths.SIZES[#widths.SIZES], autos))
  elseif #caption == 0 and is_halved(measures, kept, body, #rows) then
    return halves(kept, measures, head, body, #rows)
  elseif size then
    return pandoc.Para(written(kept, measures, head, body, caption, size, widths.tracks(measures, kept, size)))
  end
  local found = pandoc.Blocks {}
  for index, part in ipairs(widths.parts(measures, math.max(labels, start), kept)) do
    local columns = widths.tracks(measures, part, widths.PART_SIZE)
    local above = index == 1 and caption or {}
    found:insert(pandoc.Para(written(part, measures, head, body, above, widths.PART_SIZE, columns)))
  end
  return found
end
