// Warns before a session ends for want of use, and offers to stay signed in. It does nothing else: without it a form
// that is sent too late is kept all the same.
(function () {
  'use strict';
  var warning = document.getElementById('idle-warning');
  if (!warning || typeof warning.showModal !== 'function') return;
  var stay = document.getElementById('idle-warning-stay');
  var text = document.getElementById('idle-warning-text');
  var first = text.textContent;
  var timer;

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(warn, Number(warning.dataset.warnAfterMinutes) * 60 * 1000);
  }

  function warn() {
    text.textContent = first;
    if (!warning.open) warning.showModal();
  }

  stay.addEventListener('click', function () {
    fetch(warning.dataset.stayAt, { credentials: 'same-origin', redirect: 'manual' })
      .then(function (answer) {
        if (answer.status !== 204) throw new Error('over');
        warning.close();
        wait();
      })
      .catch(function () {
        text.textContent = warning.dataset.over;
      });
  });

  document.getElementById('idle-warning-close').addEventListener('click', function () {
    warning.close();
  });

  wait();
})();
