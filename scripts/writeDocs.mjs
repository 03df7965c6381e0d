// Writes the reference of the device file out of the declarations: npm run docs
import { writeFileSync } from 'node:fs'
import { deviceReference } from '../dist/device/reference.js'

writeFileSync(new URL('../docs/device-file.md', import.meta.url), deviceReference())
