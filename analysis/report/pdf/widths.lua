-- How wide the columns of a table are on an A4 page, from the widths of their cells: the largest type in which they
-- fit, room for each column by what keeps the rows low, parts of a table that is too wide.

local TEXT_WIDTH = 453 -- pt, A4 less two margins of 25 mm
local PADDING = 9 -- pt, both sides of a cell
local SIZES = { 9, 8, 7 } -- pt
local PART_SIZE = 8
local ROOMY = 0.75 -- of the page's width: what the longest words may need, so that long text is no narrow column
local BIT = 4 -- pt by which columns are widened
local LONG_WORD, PIECE = 30, 9 -- characters, em: text.lua lets longer words break into such pieces

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

-- In em, of each column: every cell, the longest of them, the longest piece that cannot be broken. Names in a head may
-- break after an underscore.
local function measured(columns, head, body)
  local measures = {}
  for column = 1, columns do
    measures[column] = { cells = {}, longest = 0, word = 0, number = 0, numbers = 0, texts = 0 }
  end
  local function add(cell, is_body)
    local measure = measures[cell.column]
    if cell.columns > 1 or not measure then return end
    local whole = width(cell.text)
    table.insert(measure.cells, whole)
    measure.longest = math.max(measure.longest, whole)
    if is_body then measure.number = math.max(measure.number, whole) end
    local text = cell.text:gsub('(%d)%-(%d)', '%1+%2'):gsub('(%d)%-(%d)', '%1+%2') -- a date stays in one piece
    for word in text:gmatch(is_body and '[^%s%-/]+[%-/]?' or '[^%s%-/_]+[%-/_]?') do
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
    if measure.numeric then measure.word = math.max(measure.word, measure.number) end
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

local function natural(measures, kept, size)
  local total = 0
  for _, column in ipairs(kept) do total = total + measures[column].longest * size + PADDING end
  return total
end

-- The largest type in which every row is one line, else the largest below it whose longest words leave room for text.
local function fitting(measures, kept)
  if natural(measures, kept, SIZES[1]) <= TEXT_WIDTH then return SIZES[1] end
  for place = 2, #SIZES - 1 do
    if needed(measures, kept, SIZES[place]) <= ROOMY * TEXT_WIDTH then return SIZES[place] end
  end
  return needed(measures, kept, SIZES[#SIZES]) <= TEXT_WIDTH and SIZES[#SIZES] or nil
end

-- What a column costs in height: the cubes of its cells' lines, so that the longest cell of a row weighs most. A broken
-- line is not full to its end.
local function cost(cells, room)
  local total = 0
  for _, whole in ipairs(cells) do total = total + (whole <= room and 1 or whole / room + 0.5) ^ 3 end
  return total
end

-- What the next bit of room, or all that its longest cell wants, takes off the cost of a column: the better by point.
local function bid(column, size, left)
  local best = { gain = 0 }
  for _, room in ipairs { column.room + BIT, column.whole } do
    local bit = math.min(room, column.whole) - column.room
    if bit > 0 and bit <= left then
      local gain = (column.cost - cost(column.cells, (column.room + bit - PADDING) / size)) / bit
      if gain > best.gain then best = { gain = gain, bit = bit } end
    end
  end
  return best
end

-- The columns' widths. Where a table is wider than the page, each column first gets what its longest word needs, then
-- bit by bit whatever makes the rows lowest.
local function tracks(measures, kept, size)
  local columns, left = {}, TEXT_WIDTH
  for place, column in ipairs(kept) do
    local measure = measures[column]
    local room = measure.word * size + PADDING
    columns[place] = { cells = measure.cells, room = room, whole = measure.longest * size + PADDING,
      cost = cost(measure.cells, (room - PADDING) / size) }
    left = left - room
  end
  for _, column in ipairs(columns) do column.bid = bid(column, size, left) end
  while true do
    local best = nil
    for _, column in ipairs(columns) do
      if column.bid.bit and column.bid.bit > left then column.bid = bid(column, size, left) end
      if column.bid.bit and (not best or column.bid.gain > best.bid.gain) then best = column end
    end
    if not best then break end
    best.room, left = best.room + best.bid.bit, left - best.bid.bit
    best.cost = cost(best.cells, (best.room - PADDING) / size)
    best.bid = bid(best, size, left)
  end
  local found = {}
  for place, column in ipairs(columns) do
    found[place] = column.room >= column.whole and 'auto' or string.format('%.1ffr', column.room)
  end
  return table.concat(found, ', ')
end

return {
  TEXT_WIDTH = TEXT_WIDTH, PADDING = PADDING, SIZES = SIZES, PART_SIZE = PART_SIZE,
  measured = measured, natural = natural, fitting = fitting, tracks = tracks, parts = parts,
}
