-- What a word processor must be told of our Markdown: where links of the page lead, and that notes stand on each page.

-- An anchor, `<a id="x"></a>`, is a place with a name, to Word a bookmark.
local function places(inlines)
  local found = pandoc.List()
  for _, inline in ipairs(inlines) do
    if inline.t == 'RawInline' and inline.format == 'html' then
      local id = inline.text:match('^<a id="([^"]*)">$')
      if id then
        found:insert(pandoc.Span({}, pandoc.Attr(id:gsub('&#(%d+);', function(n) return utf8.char(tonumber(n)) end), {}, {})))
      end
    else
      found:insert(inline)
    end
  end
  return found
end

-- An address is printed as newspapers do; the link itself is whole.
local function without_scheme(link)
  if pandoc.utils.stringify(link.content) == link.target then
    link.content = { pandoc.Str((link.target:gsub('^https?://', ''):gsub('^www%.', ''))) }
  end
  return link
end

local style = [[<style>
@page { margin: 18mm 20mm; }
html { font-size: 17px; line-height: 1.4; }
body { padding-top: 2em; padding-bottom: 2em; }
h1.title { font-size: 1.7em; margin: 0; }
header { margin-bottom: 1.5em; }
h2 { font-size: 1.25em; margin: 1.6em 0 0.4em; border-bottom: 1px solid; }
h3 { font-size: 1em; margin: 1.1em 0 0; }
p { margin: 0.3em 0; }
ul { margin: 0.3em 0; padding-left: 1.2em; }
.contents ul { columns: 13em; }
h2 ~ ul { overflow-wrap: anywhere; }
section.footnotes { font-size: 80%; overflow-wrap: anywhere; }
section.footnotes > hr { display: none; }
sup { line-height: 0; }
section.footnotes p { margin: 0.2em 0; }
@media print {
  html { font-size: 10pt; line-height: 1.3; background: none; }
  body { font-size: 1em; max-width: none; padding: 0; }
}
</style>]]

-- In a browser a title is the first of the headings; notes are small and close together, as they are in a book.
local function for_browsers(document)
  if not FORMAT:match 'html' then
    return document
  end
  local head = document.meta['header-includes'] or pandoc.MetaList({})
  head[#head + 1] = pandoc.MetaBlocks({ pandoc.RawBlock('html', style) })
  document.meta['header-includes'] = head
  local before = true
  for n, block in ipairs(document.blocks) do
    if block.t == 'Header' then
      before = false
      block.level = block.level + (document.meta.title and 1 or 0)
    elseif block.t == 'BulletList' and before then
      document.blocks[n] = pandoc.Div({ block }, pandoc.Attr('', { 'contents' }))
    end
  end
  return document
end

-- Where notes stand at the foot of their page, a heading that is to stand over them stands over nothing.
local function without_last_heading(document)
  local last = document.blocks[#document.blocks]
  if FORMAT:match 'docx' and last and last.t == 'Header' then
    document.blocks:remove()
  end
  return document
end

return { { Inlines = places, Link = without_scheme }, { Pandoc = without_last_heading }, { Pandoc = for_browsers } }
