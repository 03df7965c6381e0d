declare module '*?worker&inline' {
  const InlineWorker: new (options?: { name?: string }) => Worker
  // biome-ignore lint/style/noDefaultExport: the bundler gives it this form
  export default InlineWorker
}
