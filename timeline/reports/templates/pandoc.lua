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
section.footnotes { font-size: 80%; overflow-wrap: anywhere; }
section.footnotes p { margin: 0.2em 0; }
</style>]]

-- Notes at the end of a page in a browser are small and close together, as they are in a book.
local function with_style(document)
  if FORMAT:match 'html' then
    local head = document.meta['header-includes'] or pandoc.MetaList({})
    head[#head + 1] = pandoc.MetaBlocks({ pandoc.RawBlock('html', style) })
    document.meta['header-includes'] = head
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

return { { Inlines = places, Link = without_scheme }, { Pandoc = without_last_heading }, { Pandoc = with_style } }
