-- Uses the language server in Neovim as a person would, and writes down what came of it. Arguments: PROBEWISE_TEST, JSON.
local test = vim.fn.json_decode(vim.env.PROBEWISE_TEST)
local found = {}

local function answer(method, params)
  local replies = vim.lsp.buf_request_sync(0, method, params, 20000) or {}
  for _, reply in pairs(replies) do
    if reply.result ~= nil then return reply.result end
    if reply.error ~= nil then return { error = reply.error.message } end
  end
end

local function at(line, character)
  return { textDocument = vim.lsp.util.make_text_document_params(), position = { line = line, character = character } }
end

vim.cmd('edit ' .. vim.fn.fnameescape(test.file))
local client = vim.lsp.start_client({ name = 'probewise', cmd = test.cmd, root_dir = test.root })
vim.lsp.buf_attach_client(0, client)

vim.wait(30000, function() return #vim.diagnostic.get(0) >= test.diagnostics end, 50)
found.diagnostics = vim.tbl_map(function(one)
  return { line = one.lnum, message = one.message, code = one.code or one.user_data.lsp.code }
end, vim.diagnostic.get(0))

found.hover = answer('textDocument/hover', at(test.hover[1], test.hover[2]))
local completion = answer('textDocument/completion', at(test.completion[1], test.completion[2])) or {}
found.completion = vim.tbl_map(function(item) return item.label end, completion.items or completion)

vim.api.nvim_buf_set_lines(0, test.completion[1], test.completion[1] + 1, false, {})
local range = { start = { line = test.fix[1], character = test.fix[2] } }
range['end'] = range.start
local actions = answer('textDocument/codeAction', {
  textDocument = vim.lsp.util.make_text_document_params(),
  range = range,
  context = { diagnostics = vim.empty_dict and {} or {} },
}) or {}
found.fixes = vim.tbl_map(function(action) return action.title end, actions)
for _, action in ipairs(actions) do
  if action.edit == nil then
    local resolved = answer('codeAction/resolve', action)
    if resolved ~= nil then action = resolved end
  end
  if action.edit ~= nil and action.kind == 'quickfix' then
    vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
    break
  end
end
found.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
found.simulation = answer('workspace/executeCommand', {
  command = 'probewise.simulate',
  arguments = { { uri = vim.uri_from_bufnr(0), scenario = 'deadlock' } },
})

local file = io.open(test.result, 'w')
file:write(vim.fn.json_encode(found))
file:close()
vim.lsp.stop_client(client)
vim.cmd('qa!')
