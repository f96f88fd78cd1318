// Starts the console. It is a file of its own because the console's Content-Security-Policy allows no inline script.
const here = document.querySelector('script[data-wasm]');
const address = (name) => new URL(name, document.baseURI).href;

// The colours chosen before, at once, so that nothing flashes.
try {
  document.documentElement.dataset.scheme = localStorage.getItem('waymark.console.scheme') || 'auto';
} catch {
  // Without storage the system's colours are used.
}

// WASM cannot import a module by itself: the preview asks for the engine here.
globalThis.waymarkImport = (url) => import(url);

const { default: start } = await import(address(here.dataset.glue));
try {
  await start({ module_or_path: fetch(address(here.dataset.wasm), { credentials: 'same-origin' }) });
} catch (error) {
  const words = document.createElement('p');
  words.className = 'alone';
  words.textContent = 'The console could not be started. Please reload the page. / 画面を開始できませんでした。ページを再読み込みしてください。';
  document.body.append(words);
  throw error;
}
