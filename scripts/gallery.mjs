// The gallery of docs/examples.md: what the examples say about themselves, and a picture of the sweep of each.

/** Examples in the order of the page. */
const groups = {
  'Negative differential thermal conductance': [
    'dey2023-ndtc',
    'dey2023-ndtc-as-printed',
    'dey2023-measured',
    'dey2023-leaks',
    'film-electrodes',
    'ideal-step',
    'vo2-ndtc',
  ],
  'Circuits between electrodes': [
    'matched-resistors',
    'squid-heat-valve',
    'series-lc',
    'parallel-lc',
    'half-wave-line-matched',
    'half-wave-line-mismatched',
    'resonator-squid-resonator',
    'three-terminal-star',
    'touchstone-filter',
  ],
  'Heat devices': ['thermal-rectifier', 'thermal-transistor', 'thermal-memory', 'photonic-refrigerator', 'bolometer'],
}

export const galleryNames = Object.values(groups).flat()

/**
 * The picture of an example: its own sweep.
 *
 * @param library Functions of Caloritron: readDevice, compile, sweep, findNdtc, datasetFigure, renderSvg
 * @param text Text of the device file
 * @param files Text of the files beside it, by name
 */
export async function galleryFigure({ readDevice, compile, sweep, findNdtc, datasetFigure, renderSvg }, text, files) {
  const dataset = await sweep(compile(readDevice(text, { files })))
  // A fall is marked where something is heated, not where a flux tunes a valve.
  const heats = Object.values(dataset.coordinates).some(({ unit }) => ['W', 'K', 'V'].includes(unit))
  return renderSvg(datasetFigure(dataset, heats ? findNdtc(dataset, { refine: false }) : []))
}

/** Paragraphs of the comment at the head of a device file: prose, and commands as lines. */
function headComment(text) {
  const lines = text.split('\n')
  const head = lines.slice(
    1,
    lines.findIndex((line) => !line.startsWith('#')),
  )
  const paragraphs = head
    .map((line) => line.slice(2))
    .join('\n')
    .trim()
    .split(/\n\s*\n/)
  return paragraphs.map((paragraph) =>
    paragraph.startsWith('  ')
      ? `\`\`\`sh\n${paragraph.replaceAll(/^ {2}/gm, 'npx ')}\n\`\`\``
      : paragraph.replaceAll(/\n {2}(.*)\n/g, '\n\n    $1\n\n').replaceAll(/\bWhat to see:/g, '**What to see:**'),
  )
}

/** The page, from the texts of the device files by name. */
export function galleryPage(texts) {
  const sections = Object.entries(groups).map(([title, names]) => {
    const entries = names.map((name) => {
      const text = texts[name]
      const heading = /^title: (.*)$/m.exec(text)[1]
      const picture = `![${heading}: what its sweep gives](figures/examples/${name}.svg)`
      return [
        `### ${heading}`,
        `[examples/${name}.yaml](../examples/${name}.yaml)`,
        ...headComment(text),
        picture,
      ].join('\n\n')
    })
    return [`## ${title}`, ...entries].join('\n\n')
  })
  return `# Examples

<!-- Generated from the device files in examples/ by \`npm run docs\`: change those, not this page. -->

Every device file of \`examples/\`, in its own words, with a picture of its own sweep. Tests run each of them against its closed form or
published formula: \`test/examples/\`.

${sections.join('\n\n')}
`
}
