-- A session of Neovim (0.7 or later) with `rigrules lsp`: nvim --clean --headless -S session.lua
-- A build is opened, a key mistyped letter by letter, a hover and a completion asked, the mistake taken back by the
-- server's own fix, the file saved; then a rule file is opened.
local function wait(what, condition)
  if not vim.wait(20000, condition, 50) then
    io.stderr:write("no " .. what .. "\n")
    vim.cmd("cquit")
  end
end

local function start()
  return vim.lsp.start_client({
    name = "rigrules",
    cmd = { vim.env.RIGRULES_LSP },
    root_dir = vim.fn.getcwd(),
    flags = { debounce_text_changes = 20 },
    on_error = function(code, message)
      io.stderr:write(tostring(code) .. " " .. vim.inspect(message) .. "\n")
    end,
  })
end

local function diagnostics()
  local codes = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    codes[one.code] = one
  end
  return codes
end

local function ask(method, extra)
  local parameters = vim.tbl_extend("force", vim.lsp.util.make_position_params(), extra or {})
  local answers = vim.lsp.buf_request_sync(0, method, parameters, 20000)
  assert(answers and answers[1] and answers[1].result ~= nil, method .. " has no answer")
  return answers[1].result
end

local function type_keys(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), "xt", false)
  vim.wait(60)
end

local ok, problem = pcall(function()
  vim.cmd("edit build.yaml")
  local client = start()
  vim.lsp.buf_attach_client(0, client)
  wait("first findings", function() return next(diagnostics()) ~= nil end)
  -- Letters one after the other, behind a name in Chinese and a sign of two units.
  vim.fn.search("name: 四卡")
  type_keys("A 😀<Esc>")
  vim.fn.search("wattage_w")
  for letter in ("O    effiency: 80-plus-gold"):gmatch(".") do
    if letter == "O" then type_keys("O<Esc>") else type_keys("A" .. letter .. "<Esc>") end
  end
  wait("mistake", function() return diagnostics()["build/unknown-key"] end)
  local mistake = diagnostics()["build/unknown-key"]
  vim.fn.cursor(mistake.lnum + 1, mistake.col + 1)
  local actions = ask("textDocument/codeAction", {
    range = vim.lsp.util.make_range_params().range,
    context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics() },
  })
  vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
  wait("end of the mistake", function() return not diagnostics()["build/unknown-key"] end)
  vim.fn.search("wattage_w")
  ask("textDocument/hover")
  vim.fn.search("- name:")
  vim.cmd("normal! $")
  ask("textDocument/completion")
  vim.cmd("write")
  vim.cmd("edit Rules/mine.lua")
  vim.lsp.buf_attach_client(0, client)
  ask("textDocument/codeLens")
  vim.fn.search("wattage_w <")
  ask("textDocument/hover")
  vim.lsp.stop_client(client)
  wait("end", function() return vim.lsp.client_is_stopped(client) end)
end)
if not ok then
  io.stderr:write(tostring(problem) .. "\n")
  vim.cmd("cquit")
end
vim.cmd("qall!")
