// Jest gives its own object to CommonJS modules that it loads.
module.exports = jest;
