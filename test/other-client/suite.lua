-- Runs inside Neovim, without any plug-in: opens a template, lets the built-in client start the server, and looks at what a
-- user would see. Neovim 0.7 knows only diagnostics that are pushed. Environment: LENS_NODE, LENS_SERVER, LENS_FOLDER, LENS_RESULTS.
local results = { passed = 0, failed = 0, skipped = 0, failures = {} }

local function test(title, run)
  local ok, message = pcall(run)
  if ok then
    results.passed = results.passed + 1
  else
    results.failed = results.failed + 1
    table.insert(results.failures, { title = title, message = tostring(message) })
  end
end

local function equal(actual, expected, what)
  if not vim.deep_equal(actual, expected) then
    error(what .. ': expected ' .. vim.inspect(expected) .. ', got ' .. vim.inspect(actual), 2)
  end
end

local function eventually(what, condition)
  if not vim.wait(20000, condition, 20) then error('not within 20 s: ' .. what, 2) end
end

-- Newer ones also pull; here they are to be as the old one.
local capabilities = vim.lsp.protocol.make_client_capabilities()
capabilities.textDocument.diagnostic = nil

local folder = vim.env.LENS_FOLDER
vim.cmd('edit ' .. folder .. '/disk.bicep')
local buffer = vim.api.nvim_get_current_buf()
local id = vim.lsp.start_client({
  name = 'encryption-lens',
  cmd = { vim.env.LENS_NODE, vim.env.LENS_SERVER, '--stdio' },
  root_dir = folder,
  capabilities = capabilities,
  get_language_id = function() return 'bicep' end,
})
vim.lsp.buf_attach_client(buffer, id)
local client = vim.lsp.get_client_by_id(id)

local function diagnostics() return vim.diagnostic.get(buffer) end

test('diagnostics are pushed, since this client does not ask for them', function()
  eventually('the server is ready', function() return client.initialized == true end)
  equal(client.server_capabilities.diagnosticProvider, nil, 'the offer to pull')
  eventually('there are diagnostics', function() return #diagnostics() > 0 end)
  local found = diagnostics()
  equal(#found, 1, 'the number of diagnostics')
  equal(found[1].code or found[1].user_data.lsp.code, 'encryption-type-invalid', 'the rule')
  equal(found[1].source, 'encryption-lens', 'the source')
  equal({ found[1].lnum, found[1].col, found[1].end_lnum, found[1].end_col }, { 8, 12, 8, 46 }, 'the place')
  equal(found[1].severity, vim.diagnostic.severity.ERROR, 'the severity')
end)

test('the quick fix removes what it is for', function()
  local place = { line = 8, character = 14 }
  local answer = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = { start = place, ['end'] = place },
    context = { diagnostics = {}, only = { 'quickfix' } },
  }, 20000)
  local preferred = vim.tbl_filter(function(action) return action.isPreferred == true end, answer[id].result)
  equal(#preferred, 1, 'the number of preferred fixes')
  vim.lsp.util.apply_workspace_edit(preferred[1].edit, client.offset_encoding)
  equal(
    vim.api.nvim_buf_get_lines(buffer, 8, 9, false),
    { "      type: 'EncryptionAtRestWithPlatformKey'" },
    'the line after the fix'
  )
  eventually('the diagnostic is gone', function() return #diagnostics() == 0 end)
end)

test('an edit that is not saved brings its diagnostic', function()
  vim.api.nvim_buf_set_lines(buffer, 8, 9, false, { "      type: 'Magic'" })
  eventually('there is a diagnostic', function() return #diagnostics() == 1 end)
  equal({ diagnostics()[1].lnum, diagnostics()[1].col, diagnostics()[1].end_col }, { 8, 12, 19 }, 'the place')
end)

local file = assert(io.open(vim.env.LENS_RESULTS, 'w'))
file:write(vim.json.encode(results))
file:close()
vim.lsp.stop_client(id, true)
vim.cmd('qall!')
