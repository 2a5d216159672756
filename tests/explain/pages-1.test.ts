import { testPages } from "./check-pages.ts";

testPages(1);
