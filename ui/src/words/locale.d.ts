declare module "virtual:locale/*" {
  import type { FluentResource } from "@fluent/bundle";
  export const body: FluentResource["body"];
}
