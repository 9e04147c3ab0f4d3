// Starts the page's own program in this worker: the page sends its address and its compiled code.
self.onmessage = async ({ data: { url, module } }) => {
  self.onmessage = null;
  const { default: init } = await import(url);
  await init({ module_or_path: module });
};
