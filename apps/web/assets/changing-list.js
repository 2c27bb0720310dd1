// Brings a list up to date by itself: the service says that it has changed, and the page asks for itself anew. What is
// being read, by keyboard or with marked words, is left until its reader wants the changes. Without it the page stays as
// it was loaded.
(function () {
  'use strict';
  var AGAIN_AFTER_MS = 10 * 1000;
  // The page may be older, for the service, than it is here, by as long as a request takes.
  var LONGEST_WAY_MS = 5 * 1000;
  var region = document.getElementById('changing');
  if (!region || !window.EventSource || !window.fetch) return;
  var part = document.getElementById('changing-part');
  var notice = document.getElementById('changing-notice');
  var words = document.getElementById('changing-words');
  var show = document.getElementById('changing-show');
  var said = document.getElementById('changing-said');
  var lastLook = Date.now();
  var isOver = false;
  var source, timer, held;

  function listen(ageMs) {
    var isOpened = false;
    source = new EventSource(region.dataset.changesAt + '&age=' + Math.min(Math.round(ageMs), 600000));
    source.onopen = function () {
      // What happened while the connection was away was not told.
      if (isOpened) want();
      isOpened = true;
    };
    source.onmessage = function (event) {
      if (event.data === region.dataset.kind) want();
      if (event.data === 'over') stop();
    };
    source.onerror = function () {
      if (source.readyState === EventSource.CLOSED) stop();
    };
  }

  // However much happens, the page is asked for once in ten seconds, and only while somebody can see it.
  function want() {
    if (timer || isOver || document.hidden) return;
    timer = setTimeout(look, Math.max(0, lastLook + AGAIN_AFTER_MS - Date.now()));
  }

  function look() {
    timer = undefined;
    lastLook = Date.now();
    fetch(location.href, { headers: { 'x-homeward-unasked': 'yes' }, redirect: 'manual', cache: 'no-store' })
      .then(function (answer) {
        if (answer.ok) return answer.text().then(take);
        if (answer.status < 500) stop();
      })
      .catch(function () {
        // Without a connection there is no stream either; once that is back it says so.
      });
  }

  function take(html) {
    var fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('changing-part');
    if (isOver || document.hidden) return;
    if (!fresh) return stop();
    held = fresh;
    if (!isRead()) return replace();
    if (wordsOf(fresh) === wordsOf(part)) return;
    notice.hidden = false;
    said.textContent = words.textContent;
  }

  function isRead() {
    var marked = document.getSelection();
    var holds = function (node) {
      return node !== part && part.contains(node);
    };
    return holds(document.activeElement) || (marked && !marked.isCollapsed && holds(marked.anchorNode));
  }

  // What only says how much time has passed is no change.
  function wordsOf(of) {
    var copy = of.cloneNode(true);
    copy.querySelectorAll('[data-passing]').forEach(function (each) {
      each.remove();
    });
    return copy.textContent;
  }

  function replace() {
    var hasChanged = wordsOf(held) !== wordsOf(part);
    var x = window.scrollX;
    var y = window.scrollY;
    part.replaceChildren.apply(part, Array.from(held.childNodes));
    window.scrollTo(x, y);
    held = undefined;
    notice.hidden = true;
    if (hasChanged) said.textContent = 'The list has changed. It is up to date as at ' + time() + '.';
  }

  function time() {
    return new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  }

  function stop() {
    isOver = true;
    clearTimeout(timer);
    source.close();
    words.textContent = region.dataset.over;
    show.hidden = true;
    notice.hidden = false;
    said.textContent = region.dataset.over;
  }

  show.addEventListener('click', function () {
    if (!held) return;
    replace();
    part.focus({ preventScroll: true });
  });

  document.addEventListener('visibilitychange', function () {
    if (isOver) return;
    clearTimeout(timer);
    timer = undefined;
    source.close();
    if (document.hidden) return;
    listen(0);
    want();
  });

  listen(performance.now() + LONGEST_WAY_MS);
})();
