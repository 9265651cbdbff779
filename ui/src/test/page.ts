// What index.html says before anything runs.
document.documentElement.lang = "vi";
