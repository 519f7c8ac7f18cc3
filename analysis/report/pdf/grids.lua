-- A table as cells with their places, freed of what pandas adds: a second header line for the index's name, an index
-- that only counts the rows.

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

-- A pandas index that only counts the rows, in whatever order or with gaps, says nothing in print: it has no name,
-- and each row its own whole number.
local function is_running_index(head, body)
  for _, cell in ipairs(head) do
    if cell.column == 1 and (cell.text ~= '' or cell.columns > 1) then return false end
  end
  local seen = {}
  for _, cell in ipairs(body) do
    if cell.column == 1 then
      if cell.rows > 1 or not cell.text:match('^%d+$') or seen[cell.text] then return false end
      seen[cell.text] = true
    end
  end
  return #body > 0
end

return { grid = grid, has_spans = has_spans, merged = merged, is_running_index = is_running_index }
