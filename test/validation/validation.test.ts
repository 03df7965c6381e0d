import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { claims } from './claims.js'

/** `WRITE_VALIDATION=1 npx vitest run test/validation` writes the page anew. */
const page = new URL('../../docs/validation.md', import.meta.url)
const measured = new Map<string, number>()

/** What is claimed, without what this run measured: that depends on the last bits of the machine. */
const row = ({ what, against, bar }: (typeof claims)[number]) =>
  `| ${what.replaceAll('|', '\\|')} | ${against} | ${bar.toExponential()} |`

describe('what is held against what', () => {
  it.each(claims)('$what', async (claim) => {
    const difference = await claim.measure()
    measured.set(claim.what, difference)
    expect(difference).toBeLessThanOrEqual(claim.bar)
  })

  it.skipIf(process.env.WRITE_VALIDATION)('is what docs/validation.md says', () => {
    const text = readFileSync(page, 'utf8')
    for (const claim of claims) expect(text).toContain(row(claim))
  })

  afterAll(() => {
    if (!process.env.WRITE_VALIDATION) return
    const found = (difference: number) => (difference === 0 ? 'exact' : difference.toExponential(0))
    writeFileSync(
      page,
      `# Validation

<!-- Written by test/validation: WRITE_VALIDATION=1 npx vitest run test/validation -->

What is held against values that this program did not compute, on every run of the tests. A bar is the accuracy that is claimed; the last
column is what the run that wrote this page found. Differences are relative. The laws (passivity, reciprocity, second law,
Kramers-Kronig, sum rule, invariance of redrawn circuits) are property tests over random inputs in \`test/\`; known differences from a table are
listed with their reasons in \`test/golden/README.md\`.

| what | against | bar | found |
|---|---|---|---|
${claims.map((claim) => `${row(claim)} ${found(measured.get(claim.what) ?? Number.NaN)} |`).join('\n')}
`,
    )
  })
})
