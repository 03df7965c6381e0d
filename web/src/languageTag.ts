// Chromium reports the language of a machine with the locale C or POSIX as `en-US@posix`, which Intl refuses; the chart library asks
// Intl for numbers of that language as soon as it is loaded, so that this must come first.
try {
  Intl.getCanonicalLocales(navigator.language)
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true })
}
