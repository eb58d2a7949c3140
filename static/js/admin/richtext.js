// The editor of a body: takes the place of a text area marked data-richtext and keeps it in step.
// What may stand in a body is what publishing/richtext.py keeps; the server cleans again whatever comes.
import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Gapcursor, HardBreak, Heading, History, Link, ListItem, Node, OrderedList, Paragraph,
  Table, TableCell, TableHeader, TableRow, Text,
} from "../../django_prose_editor/editor.js";

const MARKUP = /^\s*<(?:p|h[1-6]|ul|ol|blockquote|table|figure|div|section)\b/i;
const OWN = /^\/photos\/([0-9a-f]{4}\/[0-9a-f]{32})\/$/;
const KINDS = [["p", "正文"], ["h2", "一级标题"], ["h3", "二级标题"], ["h4", "三级标题"]];

// Plain text as paragraphs, so that a body without any form reads the same with and without this file.
const paragraphs = (text) => text.split(/\n[ \t]*\n\s*/).filter((part) => part.trim()).map((part) => ({
  type: "paragraph",
  content: part.split("\n").flatMap((line, at) => [...(at ? [{ type: "hardBreak" }] : []), ...(line ? [{ type: "text", text: line }] : [])]),
}));
const content = (text) => (MARKUP.test(text) ? text : { type: "doc", content: text.trim() ? paragraphs(text) : [{ type: "paragraph" }] });

// The photos of the form that are there to be shown, by what a body calls them.
const photos = () => [...document.querySelectorAll("[data-photos] [data-key]:not([hidden])")].map((row) => ({
  key: row.dataset.key,
  small: (row.querySelector(".picture__face img") || {}).src || "",
  caption: (row.querySelector("[name$='-caption']") || {}).value || "",
}));
const made = (tag, attributes = {}, ...inside) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) { element.setAttribute(name, value); }
  element.append(...inside);
  return element;
};

// One of these photos, standing in the text; what is written under it is written beside the photo itself.
const own = (image) => (image && OWN.test(image.getAttribute("src") || "") ? { src: image.getAttribute("src"), alt: image.alt } : false);
const Picture = Node.create({
  name: "picture",
  group: "block",
  draggable: true,
  addAttributes: () => ({ src: {}, alt: { default: "" } }),
  parseHTML: () => [{ tag: "figure", getAttrs: (figure) => own(figure.querySelector("img")) }, { tag: "img", getAttrs: own }],
  renderHTML: ({ node }) => ["figure", ["img", { src: node.attrs.src, alt: node.attrs.alt }]],
  addNodeView: () => ({ node }) => {
    const photo = photos().find(({ key }) => key === OWN.exec(node.attrs.src)[1]);
    const image = photo && photo.small ? [made("img", { src: photo.small, alt: "" })] : [];
    return { dom: made("figure", {}, ...image, made("figcaption", {}, (photo && photo.caption) || node.attrs.alt || "照片")) };
  },
});
const PlainLink = Link.extend({ addKeyboardShortcuts: () => ({}) });

const extensions = [
  Document, Paragraph, Text, HardBreak, History, Gapcursor, Dropcursor, Bold, BulletList, OrderedList, ListItem, Blockquote, Picture,
  Heading.configure({ levels: [2, 3, 4] }),
  PlainLink.configure({ openOnClick: false, autolink: false, linkOnPaste: true, protocols: ["http", "https", "mailto"], HTMLAttributes: { rel: null, target: null, class: null } }),
  Table.configure({ resizable: false }), TableRow, TableHeader, TableCell,
];

// ---- Where the acts of the bar are done

// The sheet has the focus again at once, not in the next frame as tiptap's own `focus` has it: a key pressed right after belongs to the sheet.
const back = (editor) => {
  editor.view.focus();
  return editor.chain().scrollIntoView();
};

// A browser tells of a selection later than it makes one; what is selected is taken over before the focus goes to a bar or a line.
const takeSelection = (editor) => {
  const { view, state } = editor;
  const shown = getSelection();
  if (!view.hasFocus() || !shown.rangeCount || !("$cursor" in state.selection) || ![shown.anchorNode, shown.focusNode].every((node) => view.dom.contains(node))) { return; }
  const ends = [view.posAtDOM(shown.anchorNode, shown.anchorOffset), view.posAtDOM(shown.focusNode, shown.focusOffset)];
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  if (from !== state.selection.from || to !== state.selection.to) { editor.commands.setTextSelection({ from, to }); }
};

// ---- The bar of buttons

const ACTS = [
  { name: "加粗", keys: "Ctrl+B", run: (chain) => chain.toggleBold(), on: (editor) => editor.isActive("bold") },
  { name: "列表", run: (chain) => chain.toggleBulletList(), on: (editor) => editor.isActive("bulletList") },
  { name: "编号", run: (chain) => chain.toggleOrderedList(), on: (editor) => editor.isActive("orderedList") },
  { name: "引用", run: (chain) => chain.toggleBlockquote(), on: (editor) => editor.isActive("blockquote") },
  { name: "链接", keys: "Ctrl+K", link: true, on: (editor) => editor.isActive("link") },
  { name: "表格", run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), without: "table" },
  { name: "照片", photo: true },
  { name: "加一行", run: (chain) => chain.addRowAfter(), within: "table" },
  { name: "加一列", run: (chain) => chain.addColumnAfter(), within: "table" },
  { name: "删行", run: (chain) => chain.deleteRow(), within: "table" },
  { name: "删列", run: (chain) => chain.deleteColumn(), within: "table" },
  { name: "表头", run: (chain) => chain.toggleHeaderRow(), within: "table" },
  { name: "删表格", run: (chain) => chain.deleteTable(), within: "table" },
  { name: "撤销", keys: "Ctrl+Z", run: (chain) => chain.undo(), can: (editor) => editor.can().undo() },
  { name: "重做", keys: "Ctrl+Y", run: (chain) => chain.redo(), can: (editor) => editor.can().redo() },
];

const bar = (editor, label, asks) => {
  const kinds = made("select", { class: "rich-bar__kind", "aria-label": "段落是" }, ...KINDS.map(([value, name]) => made("option", { value }, name)));
  kinds.addEventListener("change", () => {
    const chain = back(editor);
    (kinds.value === "p" ? chain.setParagraph() : chain.setHeading({ level: Number(kinds.value[1]) })).run();
  });
  const buttons = ACTS.filter((act) => !act.photo || asks.photo).map((act) => {
    const button = made("button", { type: "button", class: "rich-bar__button", ...(act.keys ? { title: act.keys } : {}), ...(act.on ? { "aria-pressed": "false" } : {}) }, act.name);
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => (act.link ? asks.link() : act.photo ? asks.photo() : act.run(back(editor)).run()));
    return { act, button };
  });
  const whole = made("div", { class: "rich-bar", role: "toolbar", "aria-label": `${label}的格式` }, kinds, ...buttons.map(({ button }) => button));
  const items = () => [kinds, ...buttons.map(({ button }) => button)].filter((item) => !item.hidden && !item.disabled);
  const settle = (chosen) => { for (const item of [kinds, ...buttons.map(({ button }) => button)]) { item.tabIndex = item === chosen ? 0 : -1; } };
  settle(kinds);
  whole.addEventListener("focusin", (event) => settle(event.target));
  whole.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step && event.key !== "Home" && event.key !== "End") { return; }
    const all = items();
    const at = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : (all.indexOf(event.target) + step + all.length) % all.length;
    all[at].focus();
    event.preventDefault();
  });
  const show = () => {
    for (const { act, button } of buttons) {
      button.hidden = Boolean((act.within && !editor.isActive(act.within)) || (act.without && editor.isActive(act.without)));
      if (act.on) { button.setAttribute("aria-pressed", String(act.on(editor))); }
      if (act.can) { button.disabled = !act.can(editor); }
    }
    const level = [2, 3, 4].find((one) => editor.isActive("heading", { level: one }));
    kinds.value = level ? `h${level}` : "p";
    if (!items().some((item) => item.tabIndex === 0)) { settle(kinds); }
  };
  return { whole, show };
};

// ---- The line on which a link is written

const linkLine = (editor) => {
  const field = made("input", { type: "url", class: "rich-link__field", "aria-label": "网址", placeholder: "https://", maxlength: "300" });
  const set = made("button", { type: "button", class: "rich-bar__button" }, "确定");
  const drop = made("button", { type: "button", class: "rich-bar__button" }, "去掉链接");
  const leave = made("button", { type: "button", class: "rich-bar__button" }, "取消"); // a phone has no Esc
  const says = made("span", { class: "rich-link__says", role: "status" });
  const line = made("div", { class: "rich-link" }, field, set, drop, leave, says);
  line.hidden = true;
  const close = () => { line.hidden = true; editor.view.focus(); };
  const apply = () => {
    const typed = field.value.trim();
    const url = /^[\w-]+(\.[\w-]+)+(\/|$)/.test(typed) ? `https://${typed}` : typed;
    if (!/^(https?:\/\/[^\s]+|mailto:[^\s]+@[^\s]+|\/[^/\s][^\s]*)$/i.test(url)) { says.textContent = "写完整的网址，例如 https://www.zj.gov.cn/"; field.focus(); return; }
    const chain = back(editor).extendMarkRange("link");
    if (editor.state.selection.empty && !editor.isActive("link")) { chain.insertContent({ type: "text", text: url, marks: [{ type: "link", attrs: { href: url } }] }).run(); } else { chain.setLink({ href: url }).run(); }
    close();
  };
  set.addEventListener("click", apply);
  leave.addEventListener("click", close);
  drop.addEventListener("click", () => { back(editor).extendMarkRange("link").unsetLink().run(); close(); });
  line.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); event.stopPropagation(); }
    if (event.key === "Enter" && event.target === field) { apply(); event.preventDefault(); }
  });
  field.addEventListener("input", (event) => event.stopPropagation());
  const open = () => {
    says.textContent = "";
    field.value = editor.getAttributes("link").href || "";
    drop.hidden = !editor.isActive("link");
    line.hidden = false;
    field.focus();
  };
  return { line, open };
};

// ---- The line of photos to choose from

const photoLine = (editor) => {
  if (!document.querySelector("[data-photos]")) { return {}; }
  const line = made("div", { class: "rich-link", role: "group", "aria-label": "插一张照片" });
  line.hidden = true;
  const close = () => { line.hidden = true; editor.view.focus(); };
  line.addEventListener("keydown", (event) => { if (event.key === "Escape") { close(); event.stopPropagation(); } });
  const open = () => {
    if (!line.hidden) { close(); return; }
    const found = photos();
    line.replaceChildren(...found.map(({ key, small, caption }, at) => {
      const button = made("button", { type: "button", class: "rich-photo", "aria-label": `插入第${at + 1}张${caption ? `：${caption}` : ""}` }, ...(small ? [made("img", { src: small, alt: "" })] : [caption || `第${at + 1}张`]));
      button.addEventListener("click", () => { back(editor).insertContent({ type: "picture", attrs: { src: `/photos/${key}/`, alt: caption } }).run(); close(); });
      return button;
    }), made("span", { class: "rich-link__note" }, found.length ? "选一张，插在光标处。说明写在照片那一栏。" : "还没有照片。先在下面“照片”一栏上传，再插到正文里。"));
    line.hidden = false;
    const first = line.querySelector("button");
    if (first) { first.focus(); }
  };
  return { line, open };
};

// ---- What is pasted

// What comes from Word, WeChat or a page is tidied by the server, as it will be when the form is saved; what was copied in an editor of ours is as it should be.
const pictures = (html) => (html.match(/<img\b/gi) || []).length;
const takeIn = (editor, area, event, says) => {
  const html = event.clipboardData ? event.clipboardData.getData("text/html") : "";
  if (!html || html.includes("data-pm-slice")) { return false; }
  event.preventDefault();
  const text = event.clipboardData.getData("text/plain");
  const asked = new FormData();
  asked.set("html", html);
  asked.set("csrfmiddlewaretoken", area.form.elements.csrfmiddlewaretoken.value);
  fetch(area.dataset.pasted, { method: "POST", body: asked })
    .then((answer) => (answer.ok && !answer.redirected ? answer.json() : Promise.reject(answer.status)))
    .then((tidy) => tidy.html || paragraphs(text), () => paragraphs(text))
    .then((found) => {
      const lost = pictures(html) - (typeof found === "string" ? pictures(found) : 0);
      says.textContent = lost > 0 ? `有${lost}张图片没有粘过来。${document.querySelector("[data-photos]") ? "先存到电脑上，在下面“照片”里上传，再插到正文里。" : "这里的正文不放图片。"}` : "";
      const single = typeof found === "string" && found.match(/^<p>((?:(?!<\/p>).)*)<\/p>$/);
      editor.chain().focus().insertContent(single ? single[1] : found).run();
    });
  return true;
};

// ---- One editor

const edit = (area) => {
  const label = document.querySelector(`label[for="${area.id}"]`);
  const name = label ? label.textContent.trim().replace(/[：:]$/, "") : "正文";
  const place = made("div", { class: "rich-edit__place" });
  const help = document.getElementById(`${area.id}_helptext`);
  const says = made("p", { class: "rich-edit__says", role: "status" });
  let ours = false;
  const editor = new Editor({
    element: place,
    extensions,
    injectCSS: false,
    content: content(area.value),
    editorProps: { handleDOMEvents: { paste: (view, event) => takeIn(editor, area, event, says) }, attributes: { class: "rich-edit__body", role: "textbox", "aria-multiline": "true", "aria-label": name, ...(help ? { "aria-describedby": help.id } : {}) } },
    onUpdate: () => {
      ours = true;
      area.value = editor.isEmpty ? "" : editor.getHTML();
      area.dispatchEvent(new Event("input", { bubbles: true }));
      ours = false;
    },
  });
  const link = linkLine(editor);
  const photo = photoLine(editor);
  const buttons = bar(editor, name, { link: link.open, photo: photo.open });
  const whole = made("div", { class: "rich-edit" }, buttons.whole, link.line, ...(photo.line ? [photo.line] : []), place, says);
  area.before(whole);
  area.hidden = true;
  editor.on("transaction", buttons.show);
  buttons.show();
  place.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { takeSelection(editor); link.open(); event.preventDefault(); }
    if (event.altKey && event.key === "F10") { takeSelection(editor); buttons.whole.querySelector("[tabindex='0']").focus(); event.preventDefault(); }
  });
  if (label) { label.addEventListener("click", () => editor.commands.focus()); }
  for (const kind of ["input", "change"]) { area.addEventListener(kind, () => { if (!ours) { editor.commands.setContent(content(area.value), { emitUpdate: false }); } }); }
};

for (const area of document.querySelectorAll("textarea[data-richtext]")) { edit(area); }
