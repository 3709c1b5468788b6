"use strict";
// The page comes in pieces, and each would have the whole list laid out again: no row is laid out before all are there.
document.documentElement.classList.add("coming");
document.addEventListener("DOMContentLoaded", function () {
  // Whatever fails, the list is there to be read.
  try { begin(); } finally { ready(); }
});
function ready() { document.documentElement.classList.remove("coming"); }
function begin() {
  var list = document.querySelector("table.list");
  document.querySelectorAll("details.figures, .list details").forEach(function (d) { d.open = false; });
  // Of many people, what a row opens to is the text of a noscript: no element is made of it before somebody opens the row.
  function inside(p) { return p.querySelector("noscript"); }
  function put(p) { var i = inside(p); if (i) { i.insertAdjacentHTML("beforebegin", i.textContent); i.remove(); } }
  if (list) list.addEventListener("toggle", function (e) { if (e.target.open) put(e.target.parentNode); }, true);
  function open(id) {
    var row = id && document.getElementById(id), d = row && row.querySelector("details");
    if (d && row.matches("tbody.p")) { row.hidden = false; lay(order.filter(function (p) { return !p.hidden; }).indexOf(row) + 1); put(row); d.open = true; row.scrollIntoView(); }
  }
  window.addEventListener("hashchange", function () { open(location.hash.slice(1)); });
  if (!list) return;
  var say = list.dataset, people = Array.prototype.slice.call(list.tBodies), order = people, status = document.createElement("p"), words = new Map();
  function make(tag, text, parent) { var e = document.createElement(tag); e.textContent = text; parent.appendChild(e); return e; }
  function field(text, element) { var l = make("label", text, tools); l.appendChild(document.createElement("br")); l.appendChild(element); return element; }
  var tools = document.createElement("div"); tools.className = "tools"; tools.setAttribute("role", "search"); tools.setAttribute("aria-label", say.tools);
  var find = field(say.find, document.createElement("input")); find.type = "search"; find.autocomplete = "off";
  var which = field(say.show, document.createElement("select"));
  function unlike(all) { return Array.from(new Set(all)).filter(Boolean); }
  [["", say.everybody]].concat(unlike(people.map(function (p) { return p.dataset.r; })).map(function (r) { return [r, r]; }))
    .concat(unlike([].concat.apply([], people.map(function (p) { return p.dataset.m.split("|"); }))).map(function (m) { return ["*" + m, m]; }))
    .forEach(function (o) { make("option", o[1], which).value = o[0]; });
  var all = make("button", say.open, tools), opens = true, each = field("", document.createElement("input"));
  all.type = "button"; each.type = "checkbox"; each.parentNode.className = "tick"; each.parentNode.replaceChildren(each, document.createTextNode(say.each));
  status.setAttribute("role", "status"); status.className = "soft";
  var holder = list.parentNode; holder.parentNode.insertBefore(tools, holder); holder.parentNode.insertBefore(status, holder);
  var signs = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'" };
  function plain(markup) { return markup.replace(/<[^>]*>/g, " ").replace(/&[a-z0-9#]+;/g, function (s) { return signs[s] || s; }); }
  function text(p) {
    var t = words.get(p), i = inside(p);
    if (t === undefined) words.set(p, t = (p.rows[0].textContent + " " + (i ? plain(i.textContent) : p.rows[1].textContent)).toLowerCase());
    return t;
  }
  function show() {
    var sought = find.value.trim().toLowerCase(), kind = which.value, shown = 0;
    people.forEach(function (p) {
      var fits = (!kind || (kind[0] === "*" ? p.dataset.m.split("|").indexOf(kind.slice(1)) >= 0 : p.dataset.r === kind)) && (!sought || text(p).indexOf(sought) >= 0);
      if (p.hidden === fits) p.hidden = !fits;
      if (fits) shown++;
    });
    laid = 0; lay(step);
    status.textContent = say.shown.replace("{shown}", shown).replace("{count}", people.length);
  }
  // On a screen the rows are laid out as the reader comes to them; on paper, and for the browser's own search, all of them.
  var step = 300, laid = 0, more = make("button", say.rest, holder.parentNode);
  more.type = "button"; more.className = "rest"; holder.parentNode.insertBefore(more, holder.nextSibling);
  function lay(count) {
    laid = Math.max(laid, count);
    var n = 0;
    order.forEach(function (p) { if (!p.hidden) p.classList.toggle("later", n++ >= laid); });
    more.hidden = n <= laid;
  }
  function layAll() { lay(people.length); }
  more.addEventListener("click", layAll);
  window.addEventListener("keydown", function (e) { if (e.key === "F3" || (e.ctrlKey || e.metaKey) && e.key === "f") layAll(); });
  if (window.IntersectionObserver) new IntersectionObserver(function (seen) { if (seen[0].isIntersecting) lay(laid + step); }, { rootMargin: "1500px" }).observe(more);
  find.addEventListener("input", show); which.addEventListener("change", show);
  all.addEventListener("click", function () {
    people.forEach(function (p) { var d = p.querySelector("details"); if (d && !p.hidden) { if (opens) put(p); d.open = opens; } });
    opens = !opens;
    all.textContent = opens ? say.open : say.close;
  });
  each.addEventListener("change", function () { document.body.classList.toggle("each", each.checked); });
  Array.prototype.forEach.call(list.tHead.rows[0].cells, function (th, i) {
    var text = th.textContent; th.textContent = ""; th.dataset.head = text; var b = make("button", text, th); b.type = "button";
    th.setAttribute("aria-sort", i === 0 ? "ascending" : "none");
    b.addEventListener("click", function () {
      var down = th.getAttribute("aria-sort") === "ascending";
      Array.prototype.forEach.call(list.tHead.rows[0].cells, function (c) { c.setAttribute("aria-sort", "none"); });
      th.setAttribute("aria-sort", down ? "descending" : "ascending");
      function key(p) {
        var c = p.rows[0].cells[i], given = c.dataset.v, v = given === undefined ? c.textContent : given;
        return given === undefined && c.className !== "n" ? v : v === "" ? null : Number(v);
      }
      var keyed = people.map(function (p, at) { return { p: p, k: key(p), at: at }; });
      keyed.sort(function (a, b) {
        if (a.k === null || b.k === null) return (a.k === null) - (b.k === null) || a.at - b.at;
        var c = typeof a.k === "number" ? a.k - b.k : a.k < b.k ? -1 : a.k > b.k ? 1 : 0;
        return (down ? -c : c) || a.at - b.at;
      });
      order = keyed.map(function (x) { return x.p; });
      list.append.apply(list, order);
      laid = 0; lay(step);
    });
  });
  show();
  ready();
  open(location.hash.slice(1));
}
