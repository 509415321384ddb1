// Tests speak English.

import { body } from "virtual:locale/en";
import { bundle } from "./fluent";
import { bundleOf } from "./language";

bundle.value = bundleOf("en", body);
