-- Sets tables for an A4 page: numbers to the right, a header that repeats, type small enough for the longest word,
-- long text wrapped, and a table that is still too wide cut into parts that repeat the row labels.

local TEXT_WIDTH = 453 -- pt, A4 less two margins of 25 mm
local PADDING = 9 -- pt, both sides of a cell
local SIZES = { 9, 8, 7 }
local PART_SIZE = 8
local LONG_WORD, PIECE = 30, 9 -- characters, em: text.lua lets longer words break into such pieces

local function raw(text) return pandoc.RawInline('typst', text) end

-- Width in em of a run of text in Libertinus Serif, rounded up.
local function width(text)
  local total = 0
  for _, code in utf8.codes(text) do
    local char = utf8.char(code)
    if char:match('[mwMW]') then total = total + 0.8
    elseif char:match('[%d%l_%-/]') then total = total + 0.47
    elseif char:match('[%.,:;\'|! ]') then total = total + 0.27
    else total = total + 0.66 end
  end
  return total
end

local function is_blank(text)
  return text:gsub('\u{a0}', ''):gsub('–', ''):gsub('—', ''):gsub('[%s%.%-]', '') == ''
    or text == 'NaN' or text == 'None' or text == 'NaT' or text == '<NA>'
end

local function is_number(text)
  local plain = text:gsub('−', '-'):gsub('\u{a0}', ' '):gsub('\u{202f}', ' ')
  return plain:match('^[+%-]?%d[%d%.,\' ]*[eE]?[+%-]?%d*%s?%%?$') ~= nil
end

-- Cells with the column and row they start in, whatever spans above them cover.
local function grid(rows)
  local taken, cells = {}, {}
  for r, row in ipairs(rows) do
    taken[r] = taken[r] or {}
    local column = 1
    for _, cell in ipairs(row.cells) do
      while taken[r][column] do column = column + 1 end
      local inlines = pandoc.utils.blocks_to_inlines(cell.contents, { pandoc.LineBreak() })
      table.insert(cells, {
        row = r, column = column, rows = math.min(cell.row_span, #rows - r + 1), columns = cell.col_span,
        inlines = inlines, text = pandoc.utils.stringify(inlines), language = cell.attributes.lang,
      })
      for below = r, r + cell.row_span - 1 do
        taken[below] = taken[below] or {}
        for across = column, column + cell.col_span - 1 do taken[below][across] = true end
      end
    end
  end
  return cells
end

local function has_spans(cells)
  for _, cell in ipairs(cells) do
    if cell.columns > 1 then return true end
  end
  return false
end

-- pandas puts the index name on a header line of its own; where the two lines never meet they are one.
local function merged(head)
  local lines = {}
  for _, cell in ipairs(head) do
    if cell.columns > 1 or cell.rows > 1 or cell.row > 2 then return head end
    lines[cell.column] = lines[cell.column] or {}
    lines[cell.column][cell.row] = cell
  end
  local one = {}
  for _, pair in pairs(lines) do
    if not pair[2] then return head end
    if pair[1].text ~= '' and pair[2].text ~= '' then return head end
    local kept = pair[1].text ~= '' and pair[1] or pair[2]
    kept.row = 1
    table.insert(one, kept)
  end
  table.sort(one, function(a, b) return a.column < b.column end)
  return one
end

-- A pandas index that only counts the rows says nothing in print.
local function is_running_index(head, body)
  for _, cell in ipairs(head) do
    if cell.column == 1 and (cell.text ~= '' or cell.columns > 1) then return false end
  end
  for _, cell in ipairs(body) do
    if cell.column == 1 and cell.text ~= tostring(cell.row - 1) then return false end
  end
  return #body > 0
end

local function measured(columns, head, body)
  local measures = {}
  for column = 1, columns do
    measures[column] = { longest = 0, word = 0, numbers = 0, texts = 0 }
  end
  local function add(cell, is_body)
    local measure = measures[cell.column]
    if cell.columns > 1 or not measure then return end
    measure.longest = math.max(measure.longest, width(cell.text))
    for word in cell.text:gmatch('[^%s%-/]+[%-/]?') do
      local piece = utf8.len(word) > LONG_WORD and PIECE or width(word)
      measure.word = math.max(measure.word, piece)
    end
    if is_body and (is_number(cell.text) or cell.text == 'NaN') then measure.numbers = measure.numbers + 1
    elseif is_body and not is_blank(cell.text) then measure.texts = measure.texts + 1 end
  end
  for _, cell in ipairs(head) do add(cell, false) end
  for _, cell in ipairs(body) do add(cell, true) end
  for _, measure in ipairs(measures) do
    measure.numeric = measure.numbers > 0 and measure.texts == 0
    if measure.numeric then measure.word = measure.longest end
  end
  return measures
end

local function needed(measures, kept, size)
  local total = 0
  for _, column in ipairs(kept) do total = total + measures[column].word * size + PADDING end
  return total
end

-- Columns in the order read, in as few parts as fit the page; the row labels lead each part.
local function parts(measures, labels, kept)
  local lead, found, current = {}, {}, {}
  for _, column in ipairs(kept) do
    if column <= labels then table.insert(lead, column) end
  end
  for _, column in ipairs(kept) do
    if column > labels then
      local trial = {}
      for _, list in ipairs { lead, current, { column } } do
        for _, one in ipairs(list) do table.insert(trial, one) end
      end
      if #current > 0 and needed(measures, trial, PART_SIZE) > TEXT_WIDTH then
        table.insert(found, current)
        current = {}
      end
      table.insert(current, column)
    end
  end
  table.insert(found, current)
  for index, part in ipairs(found) do
    local all = {}
    for _, list in ipairs { lead, part } do
      for _, one in ipairs(list) do table.insert(all, one) end
    end
    found[index] = all
  end
  return found
end

-- The largest type whose longest words fit; a table of sentences is better read small than long.
local function fitting(measures, kept)
  local natural = 0
  for _, column in ipairs(kept) do natural = natural + measures[column].longest * SIZES[1] + PADDING end
  local first = math.min(#SIZES, math.max(1, natural // TEXT_WIDTH))
  for place = first, #SIZES do
    if needed(measures, kept, SIZES[place]) <= TEXT_WIDTH then return SIZES[place] end
  end
  return nil
end

-- Where a table is wider than the page, narrow columns keep their width, unbreakable ones get what their longest word
-- needs, and long text divides the rest by its length, so that rows stay low.
local function tracks(measures, kept, size)
  local found, open, left = {}, {}, TEXT_WIDTH
  for place, column in ipairs(kept) do
    found[place] = 'auto'
    open[place] = {
      least = measures[column].word * size + PADDING, whole = measures[column].longest * size + PADDING,
      weight = measures[column].longest ^ 0.75,
    }
    left = left - open[place].whole
  end
  if left >= 0 then return table.concat(found, ', ') end
  left = TEXT_WIDTH
  local settled
  repeat
    settled = true
    local count, weights = 0, 0
    for _, column in pairs(open) do count, weights = count + 1, weights + column.weight end
    for place = 1, #kept do
      local column = open[place]
      local share = column and left / count
      local least = column and column.least > left * column.weight / weights
      if column and (column.whole <= share or least) then
        local exact = column.whole <= share or column.least > 0.9 * column.whole
        found[place] = exact and 'auto' or string.format('%.1fpt', column.least)
        left = left - (column.whole <= share and column.whole or column.least)
        open[place] = nil
        settled = false
        break
      end
    end
  until settled
  for place, column in pairs(open) do found[place] = string.format('%.2ffr', column.weight) end
  if next(open) == nil then
    for place, track in ipairs(found) do found[place] = track:gsub('pt$', 'fr') end
  end
  return table.concat(found, ', ')
end

-- A row stays on one page unless it is too tall for any.
local function cell_inlines(cell)
  local options = { 'breakable: ' .. tostring(#cell.text > 800) }
  if cell.columns > 1 then table.insert(options, 'colspan: ' .. cell.columns) end
  if cell.columns > 1 then table.insert(options, 'align: center') end
  if cell.rows > 1 then table.insert(options, 'rowspan: ' .. cell.rows) end
  local content = pandoc.Inlines { raw('table.cell(' .. table.concat(options, ', ') .. ')[') }
  content:extend(cell.language and { pandoc.Span(cell.inlines, { lang = cell.language }) } or cell.inlines)
  content:insert(raw('],'))
  return content
end

local function written(kept, measures, head, body, caption, size, spans)
  local places, aligned = {}, {}
  for place, column in ipairs(kept) do
    places[column] = place
    aligned[place] = measures[column].numeric and 'right' or 'left'
  end
  local content = pandoc.Inlines { raw(string.format(
    '#data-table(size: %dpt, columns: (%s,), align: (%s,), caption: ', size,
    spans and string.rep('auto', #kept, ', ') or tracks(measures, kept, size),
    table.concat(aligned, ', ')
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
  return pandoc.Para(content)
end

function Table(element)
  local head, rows, labels = grid(element.head.rows), pandoc.List {}, 0
  for _, part in ipairs(element.bodies) do
    labels = math.max(labels, part.row_head_columns)
    rows:extend(part.head)
    rows:extend(part.body)
  end
  rows:extend(element.foot.rows)
  local body, kept = grid(rows), {}
  if #head + #body == 0 then return {} end
  head = merged(head)
  local start = #element.colspecs > 1 and is_running_index(head, body) and 2 or 1
  for column = start, #element.colspecs do table.insert(kept, column) end
  local measures = measured(#element.colspecs, head, body)
  local caption = pandoc.utils.blocks_to_inlines(element.caption.long)
  local size, spans = fitting(measures, kept), has_spans(head) or has_spans(body)
  if size or spans then
    return written(kept, measures, head, body, caption, size or SIZES[#SIZES], spans)
  end
  local found = pandoc.Blocks {}
  for index, part in ipairs(parts(measures, math.max(labels, start), kept)) do
    found:insert(written(part, measures, head, body, index == 1 and caption or {}, PART_SIZE, false))
  end
  return found
end
