// Starts the analysis in this worker: the page sends the addresses of its script and of its program.
self.onmessage = async ({ data: { script, program } }) => {
  self.onmessage = null;
  const { default: init } = await import(script);
  await init({ module_or_path: program });
};
