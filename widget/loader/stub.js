/*
 * The stub, optional: put it inline before the loader's tag, so that calls made earlier are kept with their address and time
 * and replayed once, in order. Included twice, or after the loader, it does nothing.
 */
!(function (w) {
  if (w.waymark) return;
  var queue = (w.waymark = []);
  'identify group track page start dismiss reset on off setNavigate consent setLocale destroy'.split(' ').forEach(function (name) {
    queue[name] = function () {
      queue.push([name, [].slice.call(arguments), location.href, Date.now()]);
    };
  });
})(window);
